package com.powerseller.odoo.testkit.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.server.CallLog;
import com.powerseller.odoo.testkit.internal.server.Traffic;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Downloads, from records that are given; headers are those that a real 19.0 sent. */
class ContentEndpointTest {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static @Nullable Object call(String model, String method, List<?> args, Map<String, ?> kwargs) {
        if (method.equals("fields_get")) {
            return Map.of("image_1920", Map.of("type", "binary"), "name", Map.of("type", "char"));
        }
        long id = (long) ((List<?>) args.get(0)).get(0);
        if (id == 9) {
            throw PythonException.accessError("not for you");
        }
        if (model.equals("ir.attachment") && id == 510) {
            return List.of(Map.of(
                    "name",
                    "hé \"x\".txt",
                    "datas",
                    "aGVsbG8=",
                    "mimetype",
                    "text/plain",
                    "checksum",
                    "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
                    "write_date",
                    "2026-11-22 04:13:34"));
        }
        return model.equals("res.partner") && id == 1
                ? List.of(Map.of(
                        "image_1920",
                        Base64.getEncoder().encodeToString(PNG),
                        "name",
                        "My Company",
                        "write_date",
                        "2026-11-22 04:13:35"))
                : List.of();
    }

    private static MockResponse get(String path, ContentEndpoint.@Nullable Caller caller) {
        HttpUrl url = HttpUrl.get("http://localhost" + path);
        RecordedRequest request = new RecordedRequest(
                0, 0, null, List.of(), "GET", path, "HTTP/1.1", url, Headers.of(), null, 0, null, null);
        return ContentEndpoint.answer(new HttpRequest(request, new Exchange(new Traffic(CallLog.of(0)))), caller)
                .build(true);
    }

    private static MockResponse get(String path) {
        return get(path, ContentEndpointTest::call);
    }

    private static String body(MockResponse response) throws Exception {
        Buffer buffer = new Buffer();
        response.getBody().writeTo(buffer);
        return buffer.readString(UTF_8);
    }

    @Test
    void anAttachmentComesWithItsNameAndType() throws Exception {
        MockResponse response = get("/web/content/510");

        assertThat(body(response)).isEqualTo("hello");
        assertThat(response.getHeaders().toMultimap())
                .isEqualTo(Map.of(
                        "content-type",
                        List.of("text/plain; charset=utf-8"),
                        "content-length",
                        List.of("5"),
                        "content-disposition",
                        List.of("inline; filename=\"he \\\"x\\\".txt\"; filename*=UTF-8''h%C3%A9%20%22x%22.txt"),
                        "last-modified",
                        List.of("Sun, 22 Nov 2026 04:13:34 GMT"),
                        "cache-control",
                        List.of("no-cache, private"),
                        "etag",
                        List.of("\"aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\""),
                        "x-content-type-options",
                        List.of("nosniff"),
                        "content-security-policy",
                        List.of("default-src 'none'")));
    }

    @Test
    void theNameCanBeChosen() {
        for (String path : List.of(
                "/web/content/510/z.txt?download=true",
                "/web/content/ir.attachment/510/datas/z.txt?download=1",
                "/web/content?model=ir.attachment&id=510&field=datas&filename=z.txt&download=1")) {
            assertThat(get(path).getHeaders().get("Content-Disposition")).isEqualTo("attachment; filename=z.txt");
        }
    }

    @Test
    void aBinaryFieldComesUnderTheRecordsName() {
        MockResponse image = get("/web/image/res.partner/1/image_1920");

        assertThat(image.getHeaders().get("Content-Type")).isEqualTo("image/png");
        assertThat(image.getHeaders().get("Content-Disposition")).isEqualTo("inline; filename=\"My Company.png\"");
        assertThat(image.getHeaders().get("ETag"))
                .isEqualTo("\"4a5eb7171b58e08a6881721e3b43d5a44419a2be-1920x1920-crop=False-quality=0\"");
        assertThat(get("/web/content/res.partner/1/image_1920").getHeaders().get("ETag"))
                .isEqualTo("\"4a5eb7171b58e08a6881721e3b43d5a44419a2be\"");
        assertThat(get("/web/image/510").getHeaders().get("Content-Type")).isEqualTo("application/octet-stream");
    }

    @Test
    void whatIsNotThereIsNotFoundAndAnImageIsReplaced() {
        for (String what : List.of("/9", "/404", "/res.partner/2/image_1920", "/res.partner/1/name", "/510x")) {
            assertThat(get("/web/content" + what).getStatus()).isEqualTo("HTTP/1.1 404 NOT FOUND");
            assertThat(get("/web/image" + what).getHeaders().get("Content-Disposition"))
                    .isEqualTo("inline; filename=placeholder.png");
        }
        assertThat(get("/web/content/510", null).getStatus()).isEqualTo("HTTP/1.1 404 NOT FOUND");
    }

    @Test
    void otherSizesAreRefused() {
        assertThatThrownBy(() -> get("/web/image/res.partner/1/image_1920/64x64"))
                .isInstanceOf(UnsupportedByFakeException.class)
                .hasMessageContaining("images in other sizes");
        assertThatThrownBy(() -> get("/web/image/res.partner/1/image_1920?width=64"))
                .isInstanceOf(UnsupportedByFakeException.class);
    }
}
