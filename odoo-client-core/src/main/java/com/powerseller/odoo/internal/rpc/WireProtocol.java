package com.powerseller.odoo.internal.rpc;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.internal.value.Shape;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One of the three protocols: what a call looks like on the wire, and what the answer means. Stateless. */
public interface WireProtocol {
    /** The name in exceptions and logs. */
    String name();

    /** Where to send a call, below the server's address, without a leading slash. */
    String path(RpcCall call);

    /** What the body of a request says it is. */
    String contentType();

    /** The body of the request for a call. {@code login} is null where the call or the protocol needs none. */
    byte[] encode(RpcCall call, @Nullable Login login, CallDetails details) throws IOException;

    /**
     * Reads the answer.
     *
     * @throws OdooException what Odoo said, or what else the answer is
     * @throws IOException if it cannot be read or is malformed
     */
    <T> @Nullable T decode(HttpReply reply, RpcCall call, Shape<T> shape, CallDetails details) throws IOException;
}
