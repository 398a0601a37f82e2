// The theme lets the keyboard reach what can be scrolled, and looks for it when the window changes: here also when a solution opens.
addEventListener("toggle", () => dispatchEvent(new Event("resize")), true);
