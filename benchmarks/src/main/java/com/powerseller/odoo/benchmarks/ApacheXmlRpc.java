package com.powerseller.odoo.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;
import org.apache.xmlrpc.client.XmlRpcClientRequestImpl;
import org.apache.xmlrpc.client.XmlRpcStreamTransport;
import org.apache.xmlrpc.common.XmlRpcStreamRequestConfig;
import org.xml.sax.SAXException;

/** Apache's XML-RPC client with the settings that it has by itself, reading and writing memory instead of a connection. */
final class ApacheXmlRpc {
    private final XmlRpcClient client = new XmlRpcClient();
    private final XmlRpcClientConfigImpl config = new XmlRpcClientConfigImpl();
    private final Transport transport = new Transport(client);

    /** What the client would return for this answer. */
    Object decode(InputStream body) throws XmlRpcException {
        return transport.readResponse(config, body);
    }

    /** What the client would send for this call. */
    byte[] encode(String method, List<?> params) throws XmlRpcException, IOException, SAXException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        transport.write(new XmlRpcClientRequestImpl(config, method, params), body);
        return body.toByteArray();
    }

    /** Opens up the two methods of Apache's own transport that do the work. */
    private static final class Transport extends XmlRpcStreamTransport {
        Transport(XmlRpcClient client) {
            super(client);
        }

        @Override
        protected Object readResponse(XmlRpcStreamRequestConfig config, InputStream body) throws XmlRpcException {
            return super.readResponse(config, body);
        }

        void write(XmlRpcClientRequestImpl request, OutputStream body)
                throws XmlRpcException, IOException, SAXException {
            newReqWriter(request).write(body);
        }

        @Override
        protected void writeRequest(ReqWriter writer) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected InputStream getInputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void close() {}

        @Override
        protected boolean isResponseGzipCompressed(XmlRpcStreamRequestConfig config) {
            return false;
        }
    }
}
