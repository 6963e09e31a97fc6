// The copy buttons; without scripts they stay hidden and the links can be marked and copied by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(link.textContent);
    } catch {
      getSelection().selectAllChildren(link);
      document.execCommand("copy");
    }
    document.getElementById("said").textContent = button.dataset.said;
  });
}
