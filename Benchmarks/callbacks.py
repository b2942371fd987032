"""Measures callbacks: what they add to sending, and how fast reports are posted.

    callbacks.py BROADSHEET [--rows 1000000] [--runs 5]

Sends a sheet in turn with and without callbacks in workspaces of its own, then posts all reports to a server on this machine that
takes them at once. Times are the fastest of the runs, memory is the largest resident set of the program. Needs no packages.
"""

import argparse
import multiprocessing
import os
import re
import shutil
import socketserver
import subprocess
import tempfile
import time

ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{"result": 0, "errmsg":"OK"}'


class Taker(socketserver.StreamRequestHandler):
    """Reads posts and answers each, with as little work as can be."""

    def handle(self):
        while True:
            length = 0
            while line := self.rfile.readline():
                if line == b"\r\n":
                    break
                if line.lower().startswith(b"content-length:"):
                    length = int(line[15:])
            else:
                return
            self.rfile.read(length)
            self.connection.sendall(ANSWER)


def serve(port):
    server = socketserver.TCPServer(("127.0.0.1", 0), Taker)
    port.value = server.server_address[1]
    server.serve_forever()


def measured(command, folder):
    """Seconds and MiB of a command."""
    began = time.monotonic()
    done = subprocess.run(["/usr/bin/time", "-v", *command], cwd=folder, capture_output=True, text=True)
    seconds = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    return seconds, int(re.search(r"Maximum resident set size \(kbytes\): (\d+)", done.stderr).group(1)) / 1024


def workspace(program, folder, shape, port):
    os.makedirs(os.path.join(folder, "Templates"))
    with open(os.path.join(folder, "broadsheet.yaml"), "w") as file:
        file.write("language: en\n")
    with open(os.path.join(folder, "Templates", "news.yaml"), "w") as file:
        file.write("name: news\ntype: notification\nregion: mainland\nsignature: Acme\nstatus: effective\n"
                   "content: 'Dear {1}, the news of today.'\n")
    settings = [f"--set=callbacks.shape={shape}", f"--set=callbacks.status=http://127.0.0.1:{port}/"] if shape else []
    subprocess.run([program, "application", "create", "shop", *settings], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--rows", type=int, default=1_000_000)
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    program = os.path.abspath(options.program)
    port = multiprocessing.Value("i", 0)
    multiprocessing.Process(target=serve, args=(port,), daemon=True).start()
    while not port.value:
        time.sleep(0.01)
    figures = {}
    with tempfile.TemporaryDirectory() as scratch:
        sheet = os.path.join(scratch, "sheet.csv")
        with open(sheet, "w") as file:
            file.write("number,name\n")
            file.writelines(f"{17_400_000_000 + row},{row}\n" for row in range(options.rows))
        for _ in range(options.runs):
            for shape in [None, "tencent"]:
                folder = os.path.join(scratch, "workspace")
                workspace(program, folder, shape, port.value)
                command = [program, "send", sheet, "-t", "news", "--yes", "--quiet", "--max-size", "100"]
                figures.setdefault(f"send, callbacks {shape or 'none'}", []).append(measured(command, folder))
                if shape:
                    figures.setdefault("post", []).append(measured([program, "callbacks", "send", "--quiet"], folder))
                shutil.rmtree(folder)
    for name, found in figures.items():
        print(f"{name:24} {min(seconds for seconds, _ in found):6.2f} s {max(size for _, size in found):6.1f} MiB")
    base = min(seconds for seconds, _ in figures["send, callbacks none"])
    print(f"{'with callbacks':24} {min(s for s, _ in figures['send, callbacks tencent']) / base:6.2f} times")


main()
