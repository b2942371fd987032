"""Runs the program's callbacks against a real HTTP server: python3 callbacks.py BROADSHEET SCENARIO

The server keeps every post with the time at which it came, and answers as the scenario has it. What was posted is compared with
the result files of the tasks, which other tests hold to what they should be. Prints what is wrong, or nothing.
"""

import collections
import contextlib
import csv
import datetime
import glob
import hashlib
import hmac
import http.server
import json
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

OK = json.dumps({"result": 0, "errmsg": "OK", "code": 0, "msg": "taken"}).encode()
wrong = []


def check(condition, words):
    if not condition:
        wrong.append(words)


class Receiver(http.server.ThreadingHTTPServer):
    """Keeps what is posted; `answer(handler, place)` answers the post of a place, and gives whether it did so well."""

    daemon_threads = True

    def __init__(self, answer=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer or (lambda handler, place: handler.say(OK))
        self.posts = []
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        pass  # a sender that was killed, or that no longer waits

    def url(self, path="/"):
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # so that an answer goes out at once, not its head before its body

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return self.hang_up()  # a sender that was killed while it posted
        with self.server.lock:
            place = len(self.server.posts)
            self.server.posts.append((self.path, dict(self.headers), body))
        self.server.answer(self, place)

    def say(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def hang_up(self):
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_):
        pass


class Workspace:
    """A workspace whose carrier knows every outcome."""

    def __init__(self, folder, settings=""):
        self.folder = folder
        self.write("broadsheet.yaml", settings or "simulator: { seed: 7 }\n")
        self.write("Templates/bill.yaml",
                   "name: bill\ntype: notification\nregion: mainland\nsignature: Acme\nstatus: effective\n"
                   "content: 'Dear {1}, your bill is {2}.'\n")
        self.write("Templates/abroad.yaml",
                   "name: abroad\ntype: notification\nregion: international\nstatus: effective\n"
                   "content: 'Dear {1}, your bill is {2}.'\n")

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def command(self, *arguments):
        return [os.path.abspath(sys.argv[1]), *arguments]

    def run(self, *arguments, status=0, environment=None):
        done = subprocess.run(self.command(*arguments), cwd=self.folder, capture_output=True, text=True,
                              env={**os.environ, **(environment or {})})
        check(done.returncode == status, f"{arguments}: {done.returncode} {done.stdout} {done.stderr}")
        return done.stdout

    def application(self, name="shop", **settings):
        pairs = [f"--set={key.replace('_', '.')}={value}" for key, value in settings.items()]
        return json.loads(self.run("application", "create", name, "--json", *pairs))

    def send(self, rows, template="bill", name="Bill", application="shop", long=False, **options):
        # Abroad the numbers are those that North America keeps for fiction, a hundred in each area.
        areas = [202, 212, 213, 214, 215]
        numbers = [17_400_000_000 + row if template == "bill" else f"+1{areas[row // 100]}55501{row % 100:02}"
                   for row in range(rows + 1)]
        text = "n,a,b\n" + "".join(
            f"{numbers[row]},{'王' * 80 if long and row % 3 == 0 else '王'},{row}\n" for row in range(1, rows + 1))
        self.write("people.csv", text)
        return self.run("send", "people.csv", "-t", template, "--task", name, "--application", application, "--yes",
                        "--quiet", "--format", "csv", "--now", "2026-11-20 19:30:05", **options)

    def results(self, name="Bill"):
        (path,) = glob.glob(os.path.join(self.folder, "Output", f"{name}_2*05.csv"))
        with open(path, encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    def callbacks(self):
        return [json.loads(line) for line in self.run("callbacks", "list", "--json").splitlines()]


def wait_for(condition, seconds=60):
    """Waits until something is so, but not for ever."""
    end = time.time() + seconds
    while not condition() and time.time() < end:
        time.sleep(0.05)
    check(condition(), "what was waited for did not come")


def with_receipt(results):
    return [row for row in results if row["Receipt Time"]]


def check_signature(post, account):
    _, headers, body = post
    wanted = hmac.new(account["key"].encode(), headers["Broadsheet-Timestamp"].encode() + b"." + body, hashlib.sha256)
    check(headers["Broadsheet-Signature"] == "sha256=" + wanted.hexdigest(), "the signature is another")
    check(abs(time.time() - int(headers["Broadsheet-Timestamp"])) < 120, "the time of signing is another")
    check(headers["Broadsheet-Application"] == account["id"], "the application's ID is another")


TIME = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
# Each shape by its document: the names of the values with what they may be, and no others.
TENCENT = {  # 382/43547
    "user_receive_time": TIME, "nationcode": r"[1-9]\d{0,2}", "mobile": r"\d{4,14}", "report_status": "SUCCESS|FAIL",
    "errmsg": r"[\w.:-]+", "description": ".+", "sid": "[0-9a-f]{16}"}
TENCENT_REPLY = {  # 382/43548
    "extend": r"\d*", "mobile": r"\d{4,14}", "nationcode": r"[1-9]\d{0,2}", "sign": ".+", "text": r"[\s\S]*", "time": int}
ALIBABA = {  # 101867
    "phone_number": r"\d{5,15}", "send_time": TIME, "report_time": TIME, "success": bool, "err_code": r"[\w.:-]+",
    "err_msg": ".+", "sms_size": r"[1-9]\d*", "biz_id": ".+", "out_id": r"\d+"}
ALIBABA_ABROAD = {  # smsreport-mns-intl
    "To": r"\d{5,15}", "Status": "[126]", "MessageId": "[0-9a-f]{16}", "SmsSize": r"[1-9]\d*",
    "SendDate": r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}",
    "ReceiveDate": r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", "ErrorCode": ".+", "ErrorDescription": ".+"}
ALIBABA_REPLY = {  # 101873
    "phone_number": r"\d{5,15}", "send_time": TIME, "content": r"[\s\S]*", "sign_name": ".+", "dest_code": r"\d*",
    "sequence_id": int}
HUAWEI = {  # sms_05_0003
    "smsMsgId": ".{1,50}", "total": r"[1-9]\d*", "sequence": r"[1-9]\d*", "status": r"\w{1,7}", "statusDesc": ".+",
    "source": "[123]", "updateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "orgCode": ".+", "extend": r"\d+", "to": r"\+\d{5,15}"}
HUAWEI_REPLY = {"from": r"\+\d{5,15}", "to": r"\d+", "body": r"[\s\S]*", "smsMsgId": ".{1,50}"}  # sms_05_0004


def check_shape(item, shape):
    check(set(item) == set(shape), f"the values are {sorted(item)}")
    for name, wanted in shape.items():
        value = item.get(name)
        fits = isinstance(value, str) and re.fullmatch(wanted, value) if isinstance(wanted, str) else type(value) is wanted
        check(fits, f"{name} is {value!r}")


def form(body):
    return dict(urllib.parse.parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True))


def seconds_of_world(text):
    """A time of the results, which are of China, in the time of the world."""
    return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S") - datetime.timedelta(hours=8)


def reports(posts, shape):
    """The reports of posts in their order."""
    if shape == "huawei":
        return [form(body) for _, _, body in posts]
    items = []
    for _, _, body in posts:
        value = json.loads(body)
        items += value if isinstance(value, list) else [value]
    return items


def shape(name, template="bill"):
    receiver = Receiver()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        account = workspace.application(callbacks_shape=name, callbacks_status=receiver.url("/status"),
                                        quota_international="none")
        workspace.send(450, template, long=True)
        workspace.run("callbacks", "send")
        sent = with_receipt(workspace.results())
        items = reports(receiver.posts, name)
        for post in receiver.posts:
            check_signature(post, account)
            check(post[0] == "/status", f"it went to {post[0]}")
            wanted = "application/x-www-form-urlencoded" if name == "huawei" else "application/json; charset=utf-8"
            check(post[1]["Content-Type"] == wanted, post[1]["Content-Type"])
        check(250 < len(sent) < 450, f"{len(sent)} of 450 have a receipt")
        outcomes = {row["Result"] for row in sent}
        check(outcomes == {"Successful", "Failed"}, f"results are {outcomes}")
        if name == "huawei":
            parts = [(row, part) for row in sent for part in range(1, int(row["Segments"]) + 1)]
            check(len(parts) > len(sent), "no message has several segments")
            check(len(items) == len(parts), f"{len(items)} reports of {len(parts)} segments")
            for item, (row, part) in zip(items, parts):
                check_shape(item, HUAWEI)
                check(item["to"] == row["Number"] and item["extend"] == row["Row"], "another number or row")
                check(item["smsMsgId"] == row["SMS ID"], "another message")
                check((item["total"], item["sequence"]) == (row["Segments"], str(part)), "another segment")
                check(item["status"] == row["Code"], f"{item['status']} for {row['Code']}")
                check(item["updateTime"] == seconds_of_world(row["Receipt Time"]).strftime("%Y-%m-%dT%H:%M:%SZ"), "another time")
            return
        check(len(items) == len(sent), f"{len(items)} reports of {len(sent)} receipts")
        for item, row in zip(items, sent):
            successful = row["Result"] == "Successful"
            number = row["Number"].lstrip("+")
            if name == "tencent":
                check_shape(item, TENCENT)
                check(item["nationcode"] + item["mobile"] == number, f"{item} for {number}")
                check(item["nationcode"] == ("86" if template == "bill" else "1"), item["nationcode"])
                check(item["sid"] == row["SMS ID"] and item["user_receive_time"] == row["Receipt Time"], "another message")
                check((item["report_status"] == "SUCCESS") == successful, "another result")
                check(item["description"] == row["Reason"], item["description"])
            elif template == "bill":
                check_shape(item, ALIBABA)
                check("86" + item["phone_number"] == number and item["out_id"] == row["Row"], "another number or row")
                check(item["success"] is successful and item["sms_size"] == row["Segments"], "another result")
                check((item["err_code"] == "DELIVERED") == successful, item["err_code"])
                check((item["send_time"], item["report_time"]) == (row["Submission Time"], row["Receipt Time"]), "another time")
            else:
                check_shape(item, ALIBABA_ABROAD)
                check(item["To"] == number and item["MessageId"] == row["SMS ID"], "another message")
                check((item["Status"] == "1") == successful, item["Status"])
                moment = seconds_of_world(row["Receipt Time"])
                check(item["ReceiveDate"] == moment.strftime("%a, %d %b %Y %H:%M:%S +0000"), item["ReceiveDate"])


def replies(name):
    receiver = Receiver()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder, "simulator: { mainland: { refused: 0, failed: 0, missing: 0 } }\n")
        account = workspace.application(callbacks_shape=name, callbacks_replies=receiver.url("/replies"))
        workspace.send(3)
        texts = {17400000002: 'say "yes" & no=1+1 %', 17400000001: "退订\n好", 17400000003: "TD"}
        lines = [f'{number},"{text.replace(chr(34), chr(34) * 2)}",2026-11-20 20:00:0{place}\n'
                 for place, (number, text) in enumerate(texts.items())]
        workspace.write("replies.csv", "".join(lines))
        workspace.run("replies", "import", "replies.csv", "--task", "1")
        # The same again is nothing new, and is not told again.
        workspace.run("replies", "import", "replies.csv", "--task", "1")
        workspace.run("callbacks", "send")
        for post in receiver.posts:
            check_signature(post, account)
        items = reports(receiver.posts, name)
        check(len(items) == 3, f"{len(items)} replies")
        for place, (item, (number, text)) in enumerate(zip(items, texts.items())):
            clock = f"2026-11-20 20:00:0{place}"
            if name == "tencent":
                check_shape(item, TENCENT_REPLY)
                check((item["nationcode"] + item["mobile"], item["text"]) == (f"86{number}", text), f"{item}")
                moment = seconds_of_world(clock).replace(tzinfo=datetime.timezone.utc)
                check(item["time"] == int(moment.timestamp()) and item["sign"] == "Acme", f"{item}")
            elif name == "alibaba":
                check_shape(item, ALIBABA_REPLY)
                check((item["phone_number"], item["content"]) == (str(number), text), f"{item}")
                check((item["send_time"], item["sign_name"]) == (clock, "Acme"), f"{item}")
            else:
                check_shape(item, HUAWEI_REPLY)
                check((item["from"], item["body"]) == (f"+86{number}", text), f"{item}")
                check(item["to"] == account["id"], f"{item}")


def in_order(workspace, posts, most_repeats=0):
    """Each report of the one task has come, in order, and no more of them twice than may be."""
    sids = [item["sid"] for item in reports(posts, "tencent")]
    wanted = [row["SMS ID"] for row in with_receipt(workspace.results())]
    first = list(dict.fromkeys(sids))
    check(first == wanted, f"{len(first)} reports of {len(wanted)}, or another order")
    check(len(sids) - len(first) <= most_repeats, f"{len(sids) - len(first)} came again")


def trouble(answers, rows=900, taken=0, arguments=()):
    """The first posts are answered by `answers`, all others well; so many of the first are taken as well."""
    receiver = Receiver(lambda handler, place: answers[place](handler) if place < len(answers) else handler.say(OK))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        workspace.application(callbacks_shape="tencent", callbacks_status=receiver.url())
        workspace.send(rows)
        workspace.run("callbacks", "send", *arguments)
        # What was not answered well has not arrived.
        in_order(workspace, receiver.posts[:taken] + receiver.posts[len(answers):])
        (row,) = workspace.callbacks()
        check(row["state"] == "sent" and row["sent"] == row["posts"] and row["problem"] is None, f"{row}")
        identities = [headers["Broadsheet-Post"] for _, headers, _ in receiver.posts]
        bodies = collections.defaultdict(set)
        for identity, (_, _, body) in zip(identities, receiver.posts):
            bodies[identity].add(body)
        check(all(len(found) == 1 for found in bodies.values()), "one identity has several bodies")


def fails():
    bad = [lambda handler: handler.say(b"", 500), lambda handler: handler.say(b'{"result": 1}'),
           lambda handler: handler.say(b'{"result": "0"}'), lambda handler: handler.say(b"", 302, Location="/elsewhere")]
    trouble(bad)


def stalls():
    trouble([lambda handler: time.sleep(30)] * 2, arguments=["--timeout", "1"])


def closes():
    def half(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        handler.wfile.flush()
        handler.hang_up()
    trouble([lambda handler: handler.hang_up(), half, lambda handler: handler.hang_up()])


def given_up():
    """What was tried for three days has failed, until somebody wants it again."""
    receiver = Receiver(lambda handler, place: handler.say(b"", 500) if place < 2 else handler.say(OK))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        workspace.application(callbacks_shape="tencent", callbacks_status=receiver.url())
        # By another clock than that of the machine, which is no reason to give up.
        workspace.send(10)
        workspace.run("callbacks", "send", "--patience", "0", status=75)
        check(workspace.callbacks()[0]["state"] == "waiting", f"{workspace.callbacks()}")
        with sqlite3.connect(os.path.join(folder, "Ledger", "ledger.sqlite")) as ledger:
            ledger.execute("UPDATE callback SET created = created - 3 * 86400000, due = 0")
        workspace.run("callbacks", "send", "--patience", "0")
        (row,) = workspace.callbacks()
        check((row["state"], row["attempts"]) == ("failed", 2), f"{row}")
        workspace.run("callbacks", "send")
        check(len(receiver.posts) == 2, f"{len(receiver.posts)} posts")
        workspace.run("callbacks", "again", "1")
        workspace.run("callbacks", "send")
        in_order(workspace, receiver.posts[2:])


def at_once():
    """Tasks that are completed while a service posts: no report is missing, and none comes twice."""
    receiver = Receiver()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        workspace.application(callbacks_shape="tencent", callbacks_status=receiver.url())
        service = subprocess.Popen(workspace.command("callbacks", "send", "--follow", "--quiet"), cwd=folder)
        wanted = []
        for place in range(8):
            name = f"Bill {place}"
            workspace.send(400, name=name)
            wanted += [row["SMS ID"] for row in with_receipt(workspace.results(name))]
        wait_for(lambda: all(row["state"] == "sent" for row in workspace.callbacks()))
        service.send_signal(signal.SIGTERM)
        check(service.wait(5) == 0, "a service that is asked to end does not end well")
        sids = [item["sid"] for item in reports(receiver.posts, "tencent")]
        check(len(wanted) > 0 and sorted(sids) == sorted(wanted), f"{len(sids)} reports of {len(wanted)}")


def late():
    """An answer that comes after its time was for nothing: the post comes again."""
    def slow(handler):
        time.sleep(2)
        handler.say(OK)
    trouble([lambda handler: handler.say(OK), slow], taken=1, arguments=["--timeout", "1"])


def large():
    trouble([lambda handler: handler.say(b" " * (1 << 20))])


def kills():
    """A sender that is killed again and again: nothing is lost, and little comes twice."""
    receiver = Receiver(lambda handler, place: (time.sleep(0.004), handler.say(OK)))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        workspace.application(callbacks_shape="tencent", callbacks_status=receiver.url())
        workspace.send(60_000)
        draw = random.Random(3)
        count = 0
        while count < 40:
            sender = subprocess.Popen(workspace.command("callbacks", "send", "--quiet"), cwd=folder)
            try:
                sender.wait(draw.uniform(0.02, 0.5))
                break
            except subprocess.TimeoutExpired:
                sender.send_signal(signal.SIGKILL)
                sender.wait()
                count += 1
        check(count >= 5, f"only {count} kills")
        workspace.run("callbacks", "send")
        in_order(workspace, receiver.posts, most_repeats=count * 100 * 100)
        check(workspace.callbacks()[0]["state"] == "sent", f"{workspace.callbacks()}")
        check(sum(post[1]["Broadsheet-Post"] == "1-1" for post in receiver.posts) >= 1, "the first post is missing")


def before_the_file():
    """Killed when the ledger knows of the callback, and no file is there."""
    receiver = Receiver()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        workspace.application(callbacks_shape="tencent", callbacks_status=receiver.url())
        workspace.write("people.csv", "n,a,b\n17400000001,王,1\n")
        workspace.run("send", "people.csv", "-t", "bill", "--task", "Bill", "--yes", "--quiet", "--format", "csv", "--now",
                      "2026-11-20 19:30:05", status=-9, environment={"BROADSHEET_KILL_AT": "completionCommitted"})
        check(workspace.callbacks()[0]["state"] == "new", f"{workspace.callbacks()}")
        workspace.run("callbacks", "send")
        in_order(workspace, receiver.posts)
        # A file that somebody took away is made again.
        workspace.run("callbacks", "again", "1")
        workspace.run("callbacks", "send", "--patience", "0")
        in_order(workspace, receiver.posts, most_repeats=1)
        os.remove(os.path.join(folder, "Outbox", "status-1.jsonl"))
        workspace.run("callbacks", "again", "1")
        workspace.run("callbacks", "send")
        in_order(workspace, receiver.posts, most_repeats=2)


def side_by_side():
    """An address that stalls, and one that refuses, hold up no other."""
    stalled = Receiver(lambda handler, place: time.sleep(30))
    refusing = Receiver(lambda handler, place: handler.say(b"", 403))
    good = Receiver()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        for name, receiver in [("a", stalled), ("b", refusing), ("shop", good)]:
            workspace.application(name, callbacks_shape="tencent", callbacks_status=receiver.url())
        workspace.application("c", callbacks_shape="tencent", callbacks_status="http://127.0.0.1:9/")
        workspace.application("d", callbacks_shape="tencent", callbacks_status=good.url().replace("http", "https"))
        for place, name in enumerate(["a", "b", "c", "d", "shop"]):
            workspace.send(50, name="Bill" if name == "shop" else f"Bill {place}", application=name)
        began = time.time()
        workspace.run("callbacks", "send", "--patience", "0", "--timeout", "3", status=75)
        check(time.time() - began < 8, f"it took {time.time() - began} s")
        in_order(workspace, good.posts)
        states = {row["application"]: (row["state"], row["attempts"], row["problem"]) for row in workspace.callbacks()}
        check(states["shop"][0] == "sent", f"{states}")
        check(states["a"] == ("waiting", 1, "it did not answer within 3 s"), f"{states}")
        check(states["b"] == ("waiting", 1, "it answered with status 403"), f"{states}")
        check(states["d"] == ("waiting", 1, "it speaks no TLS that can be used"), f"{states}")
        said = [json.loads(line) for line in workspace.run("doctor", "--json").splitlines()]
        (found,) = [line for line in said if line["check"] == "callbacks"]
        check(found["state"] == "warn" and found["detail"].startswith("4 could not be posted"), f"{found}")
        check(states["c"][:2] == ("waiting", 1) and "refused" in states["c"][2].lower(), f"{states}")


def alone():
    """Of two senders one does the work; without a key nothing is posted; a signal ends a service."""
    receiver = Receiver(lambda handler, place: (time.sleep(0.2), handler.say(OK)))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder, "applications: { old: { callbacks: { shape: tencent, status: '%s' } } }\n" % receiver.url())
        workspace.application(callbacks_shape="tencent", callbacks_status=receiver.url())
        workspace.send(1_500)
        service = subprocess.Popen(workspace.command("callbacks", "send", "--follow", "--quiet"), cwd=folder)
        wait_for(lambda: receiver.posts)
        workspace.run("callbacks", "send", status=75)
        wait_for(lambda: workspace.callbacks()[0]["state"] == "sent")
        in_order(workspace, receiver.posts)
        before = len(receiver.posts)
        workspace.send(1, name="Old", application="old")
        wait_for(lambda: workspace.callbacks()[1]["attempts"] > 0)
        old = workspace.callbacks()[1]
        check(old["state"] == "waiting" and "no key" in old["problem"] and len(receiver.posts) == before, f"{old}")
        service.send_signal(signal.SIGTERM)
        check(service.wait(5) == 0, "a service that is asked to end does not end well")


def alarm():
    receiver = Receiver(lambda handler, place: handler.say(b"", 204))
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        account = workspace.application(
            alarms_webhook=receiver.url("/alarm"), alarms_daily_total=2, **{"contacts.ops": "[overLimit, review]"})
        workspace.send(3)
        workspace.run("qualification", "create", "acme", "--holder", "A")
        workspace.run("qualification", "review", "acme")
        workspace.run("callbacks", "send")
        with open(os.path.join(folder, "Outbox", "alarms.jsonl"), encoding="utf-8") as file:
            lines = file.read().splitlines()
        check([json.loads(line)["event"] for line in lines] == ["overLimit", "review"], f"{lines}")
        check([body.decode() for _, _, body in receiver.posts] == lines, f"{receiver.posts}")
        for post in receiver.posts:
            check_signature(post, account)


def kept():
    """Without an address there is the file alone; a task without receipts tells nothing."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(folder)
        workspace.application(callbacks_shape="tencent")
        workspace.application("off", callbacks_shape="tencent", enabled="no")
        workspace.send(250)
        workspace.send(5, name="None", application="off")
        states = [(row["state"], row["posts"]) for row in workspace.callbacks()]
        check(states[1] == ("sent", 0) and states[0][0] == "kept", f"{states}")
        with open(os.path.join(folder, "Outbox", "status-1.jsonl"), "rb") as file:
            posts = [(None, None, line) for line in file.read().splitlines()]
        check(len(posts) == states[0][1] and all(len(json.loads(post[2])) <= 100 for post in posts), "posts are too long")
        in_order(workspace, posts)


scenarios = {
    "tencent": lambda: shape("tencent"), "tencent abroad": lambda: shape("tencent", "abroad"),
    "alibaba": lambda: shape("alibaba"), "alibaba abroad": lambda: shape("alibaba", "abroad"),
    "huawei": lambda: shape("huawei"), "huawei abroad": lambda: shape("huawei", "abroad"),
    "tencent replies": lambda: replies("tencent"), "alibaba replies": lambda: replies("alibaba"),
    "huawei replies": lambda: replies("huawei"), "fails": fails, "stalls": stalls, "closes": closes, "late": late,
    "given up": given_up, "at once": at_once,
    "large answer": large, "kills": kills, "before the file": before_the_file, "side by side": side_by_side, "alone": alone,
    "alarm": alarm, "kept": kept,
}

scenarios[sys.argv[2]]()
print("\n".join(dict.fromkeys(wrong[:20])), end="")
