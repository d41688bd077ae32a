package com.powerseller.odoo.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.testkit.recording.Recorder;
import com.powerseller.odoo.testkit.recording.Replayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was recorded of a server comes back, and its secrets are nowhere. */
class RecorderTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    @Nullable Path folder;

    private static OdooClient client(String url, String key, Protocol protocol) {
        return OdooClient.builder()
                .url(url)
                .database("demo")
                .credentials(Credentials.apiKey("admin", key))
                .protocol(protocol)
                .build();
    }

    private static List<@Nullable Object> talk(OdooClient odoo) {
        Object id = odoo.call("res.partner", "create", List.of(Map.of("name", "Ömer", "is_company", true)));
        Object first = odoo.call("res.partner", "read", List.of(List.of(1L), List.of("name")));
        odoo.call("res.partner", "write", List.of(List.of(1L), Map.of("name", "New name")));
        Object second = odoo.call("res.partner", "read", List.of(List.of(1L), List.of("name")));
        assertThatThrownBy(() -> odoo.call("res.partner", "write", List.of(List.of(999L), Map.of("name", "x"))))
                .isInstanceOf(MissingRecordException.class);
        return java.util.Arrays.asList(odoo.version().toString(), odoo.uid(), id, first, second);
    }

    @ParameterizedTest
    @EnumSource(value = Protocol.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void theSameQuestionsGetTheSameAnswers(Protocol protocol) throws Exception {
        Path file = java.util.Objects.requireNonNull(folder).resolve("calls.jsonl");
        List<@Nullable Object> real;
        try (FakeOdoo server = FakeOdoo.builder().series("19.0").apiKey(KEY).start();
                Recorder recorder = Recorder.start(server.url(), file);
                OdooClient odoo = client(recorder.url(), KEY, protocol)) {
            real = talk(odoo);
        }
        assertThat(Files.readString(file)).isNotEmpty().doesNotContain(KEY);

        try (Replayer replayer = Replayer.start(file);
                OdooClient odoo = client(replayer.url(), "another-key-altogether-0123456789", protocol)) {
            assertThat(talk(odoo)).isEqualTo(real);
            // The last answer stays.
            assertThat(odoo.call("res.partner", "read", List.of(List.of(1L), List.of("name"))))
                    .isEqualTo(real.get(4));
            assertThatThrownBy(() -> odoo.call("res.partner", "unlink", List.of(List.of(1L))))
                    .isInstanceOf(OdooException.class)
                    .hasMessageContaining("the recording has no such request");
        }
    }
}
