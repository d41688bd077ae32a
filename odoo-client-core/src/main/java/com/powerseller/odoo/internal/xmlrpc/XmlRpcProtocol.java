package com.powerseller.odoo.internal.xmlrpc;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.internal.rpc.Faults;
import com.powerseller.odoo.internal.rpc.HttpReply;
import com.powerseller.odoo.internal.rpc.Login;
import com.powerseller.odoo.internal.rpc.NotOdoo;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.rpc.WireProtocol;
import com.powerseller.odoo.internal.value.Shape;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** {@code /xmlrpc/2}: services and their methods, positional arguments; errors are faults with a code and a text. */
public final class XmlRpcProtocol implements WireProtocol {
    private final InstantSource clock;

    public XmlRpcProtocol(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "xmlrpc";
    }

    @Override
    public String path(RpcCall call) {
        return "xmlrpc/2/" + (call instanceof RpcCall.OfService ofService ? ofService.service() : "object");
    }

    @Override
    public String contentType() {
        return "text/xml; charset=utf-8";
    }

    @Override
    public byte[] encode(RpcCall call, @Nullable Login login, CallDetails details) {
        if (call instanceof RpcCall.OfModel ofModel) {
            Login user = Objects.requireNonNull(login);
            List<Object> params = List.of(
                    user.database(),
                    user.uid(),
                    user.secret(),
                    ofModel.model(),
                    ofModel.method(),
                    ofModel.args(),
                    ofModel.kwargs());
            return XmlWriter.call("execute_kw", params);
        }
        return XmlWriter.call(call.method(), ((RpcCall.OfService) call).args());
    }

    @Override
    public <T> @Nullable T decode(HttpReply reply, RpcCall call, Shape<T> shape, CallDetails details)
            throws IOException {
        if (reply.status() != 200 || !isXml(reply)) {
            throw NotOdoo.exception(reply, details, clock);
        }
        XmlReader.Response response;
        try {
            response = XmlReader.read(reply.body(), shape);
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken && !(broken instanceof CharacterCodingException)) {
                throw broken;
            }
            throw malformed(details, "the answer is not valid XML-RPC: " + firstLine(e), e);
        }
        if (!response.isFault()) {
            return shape.cast(response.value());
        }
        if (!(response.value() instanceof Map<?, ?> struct)
                || !(struct.get("faultCode") instanceof Long code)
                || !(struct.get("faultString") instanceof String text)) {
            throw malformed(details, "the answer is a fault without a code and a text", null);
        }
        if (code == 1) {
            PythonTraceback traceback = PythonTraceback.parse(text);
            if (traceback.isOfMarshalling()) {
                // Odoo committed the call, and only then failed to write its result down.
                if (traceback.isOfNone()) {
                    return shape.cast(null);
                }
                throw malformed(
                        details,
                        "Odoo ran the call, but XML-RPC cannot carry its result (" + traceback.message()
                                + "): use JSON-RPC or JSON-2",
                        null);
            }
            throw Faults.exception(
                    call, details, new ServerFault(traceback.name(), traceback.message(), List.of(), text));
        }
        throw Faults.exception(call, details, UserFaults.of(code, text));
    }

    private static boolean isXml(HttpReply reply) {
        String type = reply.contentType().toLowerCase(Locale.ROOT);
        return type.contains("/xml") || (type.contains("+xml") && !type.contains("html"));
    }

    private static String firstLine(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        // The JDK's parser puts the position before its message and may quote the document.
        int start = message.indexOf("Message: ");
        String line = start < 0 ? message : message.substring(start + "Message: ".length());
        return line.lines().findFirst().orElse("");
    }

    private static MalformedResponseException malformed(
            CallDetails details, String message, @Nullable Throwable cause) {
        return new MalformedResponseException(details, message, true, cause);
    }
}
