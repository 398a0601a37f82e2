"""Chromium without a screen, driven by its own DevTools protocol: open, look, press keys, ask what a screen reader gets."""

import base64
import json
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path

import websocket

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --remote-debugging-port=0 --remote-allow-origins=* "
    "--window-size=1280,1400"
).split()


class Browser:
    """One page of a Chromium that keeps its profile in `folder`; use it in a with statement."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [CHROMIUM, *OPTIONS, f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{_port(Path(folder) / 'DevToolsActivePort')}/json"
            pages = json.load(urllib.request.urlopen(address, timeout=30))
            (page,) = (page for page in pages if page["type"] == "page")
            self.socket, self.calls = websocket.create_connection(page["webSocketDebuggerUrl"], timeout=60), 0
        except BaseException:
            self.process.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()

    def call(self, method, **parameters):
        """Call a method of the protocol, and return its result."""
        self.calls += 1
        self.socket.send(json.dumps({"id": self.calls, "method": method, "params": parameters}))
        while (answer := json.loads(self.socket.recv())).get("id") != self.calls:
            pass  # an event
        assert "result" in answer, answer
        return answer["result"]

    def run(self, script):
        """Return the value of a JavaScript expression; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait_for(self, script, seconds):
        """Return the value of an expression as soon as it counts as true."""
        end = time.monotonic() + seconds
        while not (value := self.run(script)):
            assert time.monotonic() < end, f"not true within {seconds} seconds: {script}"
            time.sleep(0.2)
        return value

    def press(self, key):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=KEYS[key])

    def heard(self, selector):
        """Return what a screen reader comes across inside an element, in order: (role, name), text and pictures."""
        root = self.call("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")["result"]
        node = self.call("DOM.describeNode", objectId=root["objectId"])["node"]
        self.call("Accessibility.enable")
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        by_id = {node["nodeId"]: node for node in nodes}
        start = next(n for n in nodes if n.get("backendDOMNodeId") == node["backendNodeId"])
        return list(_heard(start, by_id))

    def screenshot(self, path):
        Path(path).write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))


KEYS = {"ArrowRight": 39}


def _port(file):
    end = time.monotonic() + 30
    while not (file.exists() and "\n" in file.read_text()):
        assert time.monotonic() < end, "Chromium did not start"
        time.sleep(0.1)
    return file.read_text().split()[0]


def _heard(node, by_id):
    role, name = (node.get(part, {}).get("value", "") for part in ("role", "name"))
    if not node["ignored"] and role in ("image", "StaticText", "slider"):
        yield role, name
    else:
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from _heard(by_id[child], by_id)
