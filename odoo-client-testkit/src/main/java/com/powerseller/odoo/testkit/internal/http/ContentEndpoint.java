package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** {@code /web/content} and {@code /web/image}: the bytes of a binary field or of an attachment, for who may read the record. Images come in the size that is stored. */
final class ContentEndpoint {
    private static final Pattern ID = Pattern.compile("\\d+");
    private static final Pattern SIZE = Pattern.compile("\\d+x\\d+");
    private static final Pattern TOKEN = Pattern.compile("[\\w!#$%&'*+.^`|~-]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String ATTACHMENT = "ir.attachment";
    /** One transparent pixel. */
    private static final byte[] PLACEHOLDER = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    /** Calls a method of a model for the user of the request. */
    @FunctionalInterface
    interface Caller {
        @Nullable Object call(String model, String method, List<?> args, Map<String, ?> kwargs);
    }

    /** What the path and the query ask for. */
    private record Wanted(
            String model, long id, String field, @Nullable String filename) {}

    private record Content(
            ByteString bytes,
            String name,
            String type,
            String checksum,
            @Nullable String changed) {}

    private ContentEndpoint() {}

    /** Answers; {@code caller} is null if nobody is logged in. */
    static HttpAnswer answer(HttpRequest request, @Nullable Caller caller) {
        boolean image = request.segments().get(1).equals("image");
        Wanted wanted = wanted(request, image);
        Content content = wanted == null || caller == null ? null : content(caller, wanted);
        if (content == null) {
            return image ? placeholder() : Html.notFound();
        }
        String filename = wanted != null && wanted.filename() != null ? wanted.filename() : content.name();
        String download = request.query("download");
        boolean attached = download != null && !download.isEmpty() && !download.equals("0");
        String type = image && !content.type().startsWith("image/") ? "application/octet-stream" : content.type();
        HttpAnswer answer = HttpAnswer.bytes(
                        200,
                        type.startsWith("text/") ? type + "; charset=utf-8" : type,
                        content.bytes().toByteArray())
                .header("Content-Disposition", disposition(attached ? "attachment" : "inline", filename));
        if (content.changed() != null) {
            answer.header("Last-Modified", lastModified(content.changed()));
        }
        String suffix = image && wanted != null ? "-" + size(wanted.field()) + "-crop=False-quality=0" : "";
        return answer.header("Cache-Control", "no-cache, private")
                .header("ETag", "\"" + content.checksum() + suffix + "\"")
                .nosniff()
                .header("Content-Security-Policy", "default-src 'none'");
    }

    private static @Nullable Wanted wanted(HttpRequest request, boolean image) {
        List<String> path = request.segments().subList(2, request.segments().size());
        if (path.stream().anyMatch(part -> SIZE.matcher(part).matches())
                || isSize(request.query("width"))
                || isSize(request.query("height"))) {
            throw new UnsupportedByFakeException("images in other sizes: " + request.path());
        }
        String filename = request.query("filename");
        if (path.isEmpty()) {
            String id = request.query("id");
            String model = request.query("model");
            String field = request.query("field");
            return id == null || !ID.matcher(id).matches()
                    ? null
                    : new Wanted(
                            model == null ? ATTACHMENT : model,
                            Long.parseLong(id),
                            field == null ? "raw" : field,
                            filename);
        }
        if (ID.matcher(path.get(0)).matches()) {
            return new Wanted(ATTACHMENT, Long.parseLong(path.get(0)), "raw", path.size() > 1 ? path.get(1) : filename);
        }
        if (path.size() >= 3 && ID.matcher(path.get(1)).matches()) {
            return new Wanted(
                    path.get(0), Long.parseLong(path.get(1)), path.get(2), path.size() > 3 ? path.get(3) : filename);
        }
        if (path.size() == 1 && path.get(0).indexOf('.') > 0) {
            throw new UnsupportedByFakeException("external ids in " + request.path());
        }
        return image && path.get(0).matches("\\d+-\\w+")
                ? new Wanted(ATTACHMENT, Long.parseLong(path.get(0).replaceAll("-.*", "")), "raw", filename)
                : null;
    }

    private static boolean isSize(@Nullable String value) {
        return value != null && !value.isEmpty() && !value.equals("0");
    }

    private static @Nullable Content content(Caller caller, Wanted wanted) {
        try {
            return wanted.model().equals(ATTACHMENT)
                            && (wanted.field().equals("raw") || wanted.field().equals("datas"))
                    ? attachment(caller, wanted.id())
                    : field(caller, wanted);
        } catch (PythonException e) {
            // No such record or model, or none that the user may read: Odoo does not tell which.
            return null;
        }
    }

    private static @Nullable Map<?, ?> row(Caller caller, String model, long id, List<String> fields) {
        return caller.call(model, "read", List.of(List.of(id), fields), Map.of()) instanceof List<?> rows
                        && rows.size() == 1
                        && rows.get(0) instanceof Map<?, ?> row
                ? row
                : null;
    }

    private static @Nullable Content attachment(Caller caller, long id) {
        Map<?, ?> row =
                row(caller, ATTACHMENT, id, List.of("name", "datas", "mimetype", "checksum", "write_date", "type"));
        if (row == null) {
            return null;
        }
        if ("url".equals(row.get("type"))) {
            throw new UnsupportedByFakeException("the content of an attachment that is an address");
        }
        ByteString bytes = row.get("datas") instanceof String datas ? decode(datas) : ByteString.EMPTY;
        return new Content(
                bytes,
                String.valueOf(row.get("name")),
                row.get("mimetype") instanceof String type ? type : type(bytes),
                row.get("checksum") instanceof String checksum
                        ? checksum
                        : bytes.sha1().hex(),
                row.get("write_date") instanceof String changed ? changed : null);
    }

    private static @Nullable Content field(Caller caller, Wanted wanted) {
        Object fields = caller.call(
                wanted.model(),
                "fields_get",
                List.of(List.of(wanted.field(), "name")),
                Map.of("attributes", List.of("type")));
        if (!(fields instanceof Map<?, ?> known
                && known.get(wanted.field()) instanceof Map<?, ?> attributes
                && "binary".equals(attributes.get("type")))) {
            return null;
        }
        String label = known.containsKey("name") ? "name" : "display_name";
        Map<?, ?> row = row(caller, wanted.model(), wanted.id(), List.of(wanted.field(), label, "write_date"));
        if (row == null || !(row.get(wanted.field()) instanceof String base64)) {
            return null;
        }
        ByteString bytes = decode(base64);
        String type = type(bytes);
        return new Content(
                bytes,
                row.get(label) + extension(type),
                type,
                bytes.sha1().hex(),
                row.get("write_date") instanceof String changed ? changed : null);
    }

    private static HttpAnswer placeholder() {
        return HttpAnswer.bytes(200, "image/png", PLACEHOLDER)
                .header("Content-Disposition", "inline; filename=placeholder.png")
                .header("Cache-Control", "no-cache, private")
                .nosniff()
                .header("Content-Security-Policy", "default-src 'none'");
    }

    private static ByteString decode(String base64) {
        return ByteString.of(Base64.getMimeDecoder().decode(base64));
    }

    private static String type(ByteString bytes) {
        String start = bytes.substring(0, Math.min(bytes.size(), 16)).string(StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (start.startsWith("GIF8")) {
            return "image/gif";
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        if (start.startsWith("%PDF-")) {
            return "application/pdf";
        }
        return start.startsWith("PK\u0003\u0004") ? "application/zip" : "application/octet-stream";
    }

    private static String extension(String type) {
        return switch (type) {
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "image/gif" -> ".gif";
            case "image/webp" -> ".webp";
            case "application/pdf" -> ".pdf";
            case "application/zip" -> ".zip";
            default -> "";
        };
    }

    private static String size(String field) {
        String number = field.substring(field.lastIndexOf('_') + 1);
        boolean sized = (field.startsWith("image_") || field.startsWith("avatar_"))
                && ID.matcher(number).matches();
        return sized ? number + "x" + number : "0x0";
    }

    private static String lastModified(String changed) {
        return Cookies.HTTP_DATE.format(LocalDateTime.parse(changed, DATETIME).atOffset(ZoneOffset.UTC));
    }

    private static String disposition(String kind, String filename) {
        String ascii = Normalizer.normalize(filename, Normalizer.Form.NFKD).replaceAll("[^\\x20-\\x7e]", "");
        String simple = TOKEN.matcher(ascii).matches()
                ? ascii
                : "\"" + ascii.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        String full = ascii.equals(filename)
                ? ""
                : "; filename*=UTF-8''"
                        + URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
        return String.format(Locale.ROOT, "%s; filename=%s%s", kind, simple, full);
    }
}
