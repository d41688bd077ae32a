package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Binaries;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code ir.attachment}: bytes with a checksum, a size and a type that is guessed from their name, or from how they begin. */
final class Attachments implements Behaviour {
    private final Series series;

    Attachments(Series series) {
        this.series = series;
    }

    private static final String UNKNOWN = "application/octet-stream";
    private static final Set<String> COMPUTED = Set.of("checksum", "file_size", "store_fname", "index_content");

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("txt", "text/plain"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("webp", "image/webp"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("json", "application/json"),
            Map.entry("csv", "text/csv"),
            Map.entry("html", "text/html"),
            Map.entry("xml", "application/xml"),
            Map.entry("js", "text/javascript"),
            Map.entry("md", "text/markdown"),
            Map.entry("zip", "application/zip"),
            Map.entry("doc", "application/msword"),
            Map.entry("xls", "application/vnd.ms-excel"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    @Override
    public void define(ModelDefinition attachment) {
        attachment
                .order("id desc")
                .kept("datas")
                .plain("mimetype", "checksum", "file_size", "store_fname", "index_content", "access_token")
                .defaultValue("type", "binary")
                .defaultValue("datas", "")
                .defaultValue("company_id", records -> records.company())
                .beforeCreate(values -> {
                    values.keySet().removeAll(COMPUTED);
                    if (values.get("raw") instanceof String text) {
                        values.remove("raw");
                        values.put("datas", encoded(text));
                    }
                    return values;
                })
                .afterCreate(created -> created.each().forEach(Attachments::describeNew))
                .afterWrite(Attachments::describe)
                .computed("raw", Attachments::raw, this::writeRaw)
                .computed("db_datas", record -> null)
                .computed("res_name", Attachments::ofRecord)
                .notCopied("checksum", "file_size", "store_fname", "access_token")
                .method(
                        "generate_access_token",
                        call -> call.records().each().stream()
                                .map(Attachments::token)
                                .toList());
    }

    private static void describeNew(Records attachment) {
        if (content(attachment).length > 0) {
            describe(attachment);
        } else if (attachment.text("mimetype").isEmpty()) {
            String address = attachment.text("url");
            attachment.set("mimetype", type(address.isEmpty() ? attachment.text("name") : address, new byte[0]));
        }
    }

    private static void describe(Records attachments, Set<String> written) {
        if (written.contains("datas")) {
            for (Records attachment : attachments.each()) {
                if (attachment.get("datas") == null) {
                    // Odoo reads no bytes as an empty text. This comes here again.
                    attachment.set("datas", "");
                } else {
                    attachment.set("mimetype", null);
                    describe(attachment);
                }
            }
        }
    }

    private static void describe(Records attachment) {
        byte[] content = content(attachment);
        String checksum = sha1(content);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("checksum", checksum);
        values.put("file_size", (long) content.length);
        values.put("store_fname", content.length == 0 ? null : checksum.substring(0, 2) + "/" + checksum);
        if (attachment.text("mimetype").isEmpty()) {
            values.put("mimetype", type(content.length == 0 ? "" : attachment.text("name"), content));
        }
        values.keySet().removeIf(field -> !attachment.has(field));
        attachment.write(values);
    }

    private static byte[] content(Records attachment) {
        return Binaries.decoded(attachment.text("datas"));
    }

    private void writeRaw(Records attachment, @Nullable Object raw) {
        // A new attachment takes a text.
        if (series.atLeast(Series.V19) && raw instanceof String text && !text.isEmpty()) {
            throw FakeErrors.of("builtins.TypeError", "`bin_data` must be bytes or bytearray");
        }
        attachment.set("datas", encoded(raw));
    }

    private static @Nullable Object encoded(@Nullable Object raw) {
        if (raw instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return raw instanceof String text
                ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                : null;
    }

    private static @Nullable Object raw(Records attachment) {
        byte[] content = content(attachment);
        try {
            return content.length == 0
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString();
        } catch (CharacterCodingException e) {
            // No protocol has a form for bytes that are no text.
            return content;
        }
    }

    private static @Nullable Object ofRecord(Records attachment) {
        String model = attachment.text("res_model");
        long id = (long) attachment.number("res_id");
        return model.isEmpty() || id == 0
                ? null
                : attachment.browse(model, List.of(id)).get("display_name");
    }

    private static String token(Records attachment) {
        String token = attachment.text("access_token");
        if (token.isEmpty()) {
            token = UUID.randomUUID().toString();
            attachment.sudo().set("access_token", token);
        }
        return token;
    }

    private static String sha1(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String type(String name, byte[] content) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String byName = name.indexOf('.') < 0 ? null : BY_EXTENSION.get(extension);
        return byName == null ? type(content) : byName;
    }

    private static String type(byte[] content) {
        String start = new String(content, 0, Math.min(content.length, 16), StandardCharsets.ISO_8859_1);
        if (start.startsWith("%PDF-")) {
            return "application/pdf";
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (start.startsWith("GIF8")) {
            return "image/gif";
        }
        if (start.startsWith("PK\u0003\u0004")) {
            return "application/zip";
        }
        boolean isText =
                content.length > 0 && start.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
        return isText ? "text/plain" : UNKNOWN;
    }
}
