internal import AsyncHTTPClient

enum HTTPSender {
  static func close(_ client: HTTPClient) throws { try client.syncShutdown() }
}
