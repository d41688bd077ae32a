package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import org.jspecify.annotations.Nullable;

/** {@code /xmlrpc/2}, whose faults have numbers, and {@code /xmlrpc}, whose faults have texts. HTTP 200 for all that is sent with POST. */
final class XmlRpcEndpoint {
    private static final String EXCEPTIONS = "odoo.exceptions.";
    private static final String TYPE = "text/xml; charset=utf-8";

    private final FakeServer server;
    private final Incoming incoming;

    XmlRpcEndpoint(FakeServer server) {
        this.server = server;
        this.incoming = new Incoming(server);
    }

    HttpAnswer answer(HttpRequest request, String service, boolean numbers) {
        if (!request.method().equals("POST")) {
            return Html.error(405, "Method Not Allowed", "The method is not allowed for the requested URL.")
                    .header("Allow", "OPTIONS, POST");
        }
        if (request.isTooLarge()) {
            return Html.error(
                    413, "Request Entity Too Large", "The data value transmitted exceeds the capacity limit.");
        }
        try {
            return HttpAnswer.text(200, TYPE, XmlRpcWriter.value(call(request, service)))
                    .nosniff();
        } catch (XmlRpcWriter.CannotMarshal e) {
            return HttpAnswer.text(200, TYPE, numbers ? numbered(e.error()) : named(e.error()));
        } catch (PythonException e) {
            PythonError error = PythonError.of(e);
            return HttpAnswer.text(200, TYPE, numbers ? numbered(error) : named(error));
        }
    }

    private @Nullable Object call(HttpRequest request, String service) {
        // The framework has read a form already, and left nothing.
        byte[] body = request.mediaType().equals("application/x-www-form-urlencoded") ? new byte[0] : request.body();
        XmlRpcReader.Call call = XmlRpcReader.read(body);
        if (call.method() == null) {
            throw PythonException.typeError("can only concatenate str (not \"NoneType\") to str");
        }
        return request.exchange()
                .run(
                        incoming.service(request, "xmlrpc", service, call.method(), call.params()),
                        Refused.RPC,
                        () -> server.dispatch(service, call.method(), call.params()));
    }

    private static String numbered(PythonError error) {
        return switch (exception(error)) {
            case "RedirectWarning", "UserError", "ValidationError", "MissingError", "LockError" ->
                XmlRpcWriter.fault(2, error.text());
            case "AccessDenied" -> XmlRpcWriter.fault(3, error.text());
            case "AccessError" -> XmlRpcWriter.fault(4, error.text());
            default -> XmlRpcWriter.fault(1, error.traceback());
        };
    }

    private static String named(PythonError error) {
        return switch (exception(error)) {
            case "RedirectWarning" -> warning("Warning", error);
            case "MissingError" -> warning("MissingError", error);
            case "AccessError" -> warning("AccessError", error);
            case "AccessDenied" -> XmlRpcWriter.fault("AccessDenied", error.text());
            case "UserError", "ValidationError", "LockError" -> warning("UserError", error);
            default -> XmlRpcWriter.fault(error.message(), error.traceback());
        };
    }

    private static String warning(String title, PythonError error) {
        return XmlRpcWriter.fault("warning -- " + title + "\n\n" + error.text(), "");
    }

    /** The name of one of Odoo's own exceptions; nothing for others. */
    private static String exception(PythonError error) {
        return error.name().startsWith(EXCEPTIONS) ? error.name().substring(EXCEPTIONS.length()) : "";
    }
}
