import Foundation
import Glibc
import TestSupport

/// A server of Python's for one test, whose answers depend on the path; it notes each request as a line.
final class Receiver {
  private let process = Process()
  private let folder: Workdir
  let port: Int

  private static let script = """
    import http.server, json, os, socket, sys, time
    OK = b'{"result":0,"code":0}'
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def do_POST(self):
            body = self.rfile.read(int(self.headers['Content-Length']))
            with open('requests', 'a') as log:
                log.write(json.dumps([self.path, dict(self.headers), body.decode(), self.client_address[1]]) + '\\n')
            path = self.path
            if path == '/close': return self.hang_up()
            if path == '/slow': time.sleep(3)
            if path == '/partial':
                self.wfile.write(b'HTTP/1.1 200 OK\\r\\nContent-Length: 100\\r\\n\\r\\n{"res')
                self.wfile.flush()
                return self.hang_up()
            if path == '/endless':
                self.wfile.write(b'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n')
                try:
                    while True: self.wfile.write(b'1000\\r\\n' + b' ' * 4096 + b'\\r\\n')
                except OSError: return self.hang_up()
            status = int(path[1:]) if path[1:].isdigit() else 200
            answer = {'/text': b'thanks', '/other': b'{"result":1}', '/code': b'{"code":7}',
                      '/64': b' ' * 65536, '/65': b' ' * 65537}.get(path, OK)
            if path in ('/64', '/65'): status = 200
            self.send_response(status)
            if status == 302: self.send_header('Location', '/elsewhere')
            self.send_header('Content-Length', str(len(answer)))
            self.end_headers()
            try: self.wfile.write(answer)
            except OSError: pass
        def hang_up(self):
            self.close_connection = True
            try: self.connection.shutdown(socket.SHUT_RDWR)
            except OSError: pass
        def log_message(self, *_): pass
    os.chdir(sys.argv[1])
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.daemon_threads = True
    with open('port.part', 'w') as file: file.write(str(server.server_address[1]))
    os.rename('port.part', 'port')
    server.serve_forever()
    """

  struct Failure: Error {}

  init() throws {
    folder = try Workdir()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [Tool.python ?? "python3", "-c", Self.script, folder.path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    let path = folder.file("port")
    while !FileManager.default.fileExists(atPath: path) {
      guard process.isRunning else { throw Failure() }
      usleep(5_000)
    }
    port = Int(try folder.text("port")) ?? 0
  }

  deinit {
    // A thread of the pool has its signals blocked, and so have its children: they hear of none but this.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  func url(_ path: String, scheme: String = "http") -> String {
    "\(scheme)://127.0.0.1:\(port)\(path)"
  }

  /// What was asked for so far.
  struct Request {
    var path: String
    var headers: [String: String]
    var body: String
    /// The other end of its connection.
    var port: Int
  }

  func requests() throws -> [Request] {
    guard folder.names().contains("requests") else { return [] }
    return try folder.text("requests").split(separator: "\n").map { line in
      let parts = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any] ?? []
      guard parts.count == 4, let path = parts[0] as? String, let body = parts[2] as? String,
        let headers = parts[1] as? [String: String], let port = parts[3] as? Int
      else { throw Failure() }
      return Request(path: path, headers: headers, body: body, port: port)
    }
  }
}
