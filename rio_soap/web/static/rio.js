// What makes a page nicer and is never needed: the list of errors is read out when it is there.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const fouten = document.getElementById("fouten");
  if (fouten) fouten.focus();
});
