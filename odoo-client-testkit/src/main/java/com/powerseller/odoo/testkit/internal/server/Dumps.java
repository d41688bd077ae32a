package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The dumps of one server: zip files as Odoo's are, with a {@code manifest.json}, but with a number in the place of the records. The records stay with the
 * server that made the dump, so only that one restores it, as often as it is asked to.
 */
final class Dumps {
    private static final Pattern NUMBER = Pattern.compile("\"fake_dump\": \"([^\"]+)\"");

    /** How dumps begin: zip files, and PostgreSQL's own. */
    private static final List<String> MAGIC = List.of("PK", "PGDMP");

    private final Series series;
    private final Map<String, Database> kept = new HashMap<>();

    Dumps(Series series) {
        this.series = series;
    }

    /** A dump, in base64. */
    String dump(Database database) {
        String number = UUID.randomUUID().toString();
        kept.put(number, database.copy(database.name()));
        String manifest = """
                {
                    "odoo_dump": "1",
                    "fake_dump": "%s",
                    "version": "%s",
                    "major_version": "%s"
                }
                """.formatted(number, series.version(), series.version());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    Database restore(String base64, String name) {
        byte[] bytes = bytes(base64);
        String number = number(bytes);
        Database database = number == null ? null : kept.get(number);
        if (database != null) {
            return database.copy(name);
        }
        boolean isDump =
                MAGIC.stream().anyMatch(magic -> new String(bytes, StandardCharsets.ISO_8859_1).startsWith(magic));
        throw isDump
                ? new UnsupportedByFakeException("db.restore of a dump that another server made")
                : PythonException.of("builtins.Exception", "Couldn't restore database");
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Not in base64, so no dump.
            return new byte[0];
        }
    }

    private static @Nullable String number(byte[] dump) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(dump))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("manifest.json")) {
                    Matcher matcher = NUMBER.matcher(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                    return matcher.find() ? matcher.group(1) : null;
                }
            }
            return null;
        } catch (IOException e) {
            // No zip, or a broken one.
            return null;
        }
    }
}
