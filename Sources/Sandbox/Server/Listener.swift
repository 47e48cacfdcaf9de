import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// One service on one port of 127.0.0.1, never on another address.
struct Listener: Sendable {
  let service: SandboxService
  let port: Int
  let respond: @Sendable (SandboxRequest) async throws -> SandboxAnswer

  /// Serves until the task is cancelled; tells the port once it is bound.
  func run(onBound: @escaping @Sendable (Int) -> Void) async throws {
    let responder = CallbackResponder<ConnectionContext> { request, context in
      try await deliver(request, context)
    }
    let application = Application(
      responder: responder,
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in onBound(channel.localAddress?.port ?? port) },
      logger: Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() }))
    do {
      try await application.run()
    } catch let error as IOError {
      throw SandboxError.portUnavailable(port, service, error.problem)
    }
  }

  private func deliver(_ request: Request, _ context: ConnectionContext) async throws -> Response {
    let answer = try await respond(try await SandboxRequest(request, port: context.port))
    switch answer.delivery {
    case .cut:
      try? await context.channel.close()
      return Response(status: .internalServerError)
    case .whole:
      return Response(
        status: .init(code: answer.status), headers: answer.fields,
        body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    case .truncated:
      var fields = answer.fields
      fields[.contentLength] = "\(answer.body.utf8.count + 1)"
      let half = ByteBuffer(
        string: String(
          decoding: answer.body.utf8.prefix(
            answer.body.utf8.count / 2), as: UTF8.self))
      return Response(
        status: .init(code: answer.status), headers: fields,
        body: ResponseBody(contentLength: answer.body.utf8.count + 1) { writer in
          try await writer.write(half)
          // The handler closes the connection when the body cannot be written to its end.
          throw CutShort()
        })
    }
  }

  /// Ends a body before its announced length.
  private struct CutShort: Error {}
}

/// A request's context that knows its connection, so that a fault can cut it.
private struct ConnectionContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  var port: Int { channel.localAddress?.port ?? 0 }

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

extension SandboxRequest {
  /// A request of the HTTP library, its body read.
  fileprivate init(_ request: Request, port: Int) async throws {
    let body = try await request.body.collect(upTo: 4 << 20)
    self.init(
      method: request.method.rawValue, path: request.uri.path,
      query: QueryParameters(request.uri.query ?? ""),
      host: request.head.authority ?? "127.0.0.1:\(port)",
      headers: Dictionary(
        request.headers.map { ($0.name.canonicalName, $0.value) },
        uniquingKeysWith: { first, _ in first }),
      body: [UInt8](buffer: body))
  }
}

extension SandboxAnswer {
  fileprivate var fields: HTTPFields {
    var fields: HTTPFields = [.contentType: contentType]
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return fields
  }
}

extension IOError {
  /// The system's text for the error: "Address already in use".
  fileprivate var problem: String {
    String(cString: strerror(errnoCode))
  }
}
