package com.powerseller.odoo.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP as it is on the wire. */
class HttpTest {
    private static final String BODY =
            "{\"params\": {\"service\": \"common\", \"method\": \"about\", \"args\": []}, \"id\": 1}";

    private final FakeOdoo fake = FakeOdoo.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(fake.url()).getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String headers(String more) {
        return "POST /jsonrpc HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + more + "\r\n";
    }

    private static void readAnswer(BufferedReader in) throws IOException {
        assertThat(in.readLine()).isEqualTo("HTTP/1.1 200 OK");
        String line = in.readLine();
        while (!line.isEmpty()) {
            line = in.readLine();
        }
        char[] body = new char["{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": \"See http://openerp.com\"}".length()];
        int read = 0;
        while (read < body.length) {
            read += in.read(body, read, body.length - read);
        }
        assertThat(new String(body))
                .isEqualTo("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": \"See http://openerp.com\"}");
    }

    @Test
    void aConnectionStaysOpenAndAnswersComeAtOnce() throws Exception {
        try (Socket socket = connect()) {
            BufferedReader in = reader(socket);
            for (int i = 0; i < 3; i++) {
                send(socket, headers("Content-Length: " + BODY.length() + "\r\n") + BODY);
                readAnswer(in);
            }
        }
    }

    @Test
    void aClientThatWaitsForLeaveToSendItsBodyGetsIt() throws Exception {
        try (Socket socket = connect()) {
            BufferedReader in = reader(socket);
            for (int i = 0; i < 2; i++) {
                send(socket, headers("Expect: 100-continue\r\nContent-Length: " + BODY.length() + "\r\n"));
                assertThat(in.readLine()).isEqualTo("HTTP/1.1 100 Continue");
                assertThat(in.readLine()).isEmpty();
                send(socket, BODY);
                readAnswer(in);

                send(socket, headers("Content-Length: " + BODY.length() + "\r\n") + BODY);
                readAnswer(in);
            }
        }
    }

    @Test
    void aBodyMayComeInChunks() throws Exception {
        try (Socket socket = connect()) {
            send(
                    socket,
                    headers("Transfer-Encoding: chunked\r\n") + Integer.toHexString(BODY.length()) + "\r\n" + BODY
                            + "\r\n0\r\n\r\n");
            readAnswer(reader(socket));
        }
    }
}
