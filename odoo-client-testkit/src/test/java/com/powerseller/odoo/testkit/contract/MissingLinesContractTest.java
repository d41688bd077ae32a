package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands for records that do not exist: they are missed where rules say who may have which, and nowhere else. */
class MissingLinesContractTest extends ContractTest {
    private static final long MISSING = 99_999_999;

    private static List<?> command(int code) {
        return List.of(List.of(code, MISSING, code == 1 ? Map.of("name", "x") : 0));
    }

    private @Nullable Object write(String model, String field, int code) {
        long id = model(model).create(new Values<Record>().set("name", unique()));
        return odoo().call(model, "write", List.of(List.of(id), Map.of(field, command(code))));
    }

    private @Nullable Object create(String model, String field, int code) {
        return odoo().call(model, "create", List.of(List.of(Map.of("name", unique(), field, command(code)))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ofLinesWithRules(int code) {
        failure(MissingRecordException.class, () -> write("res.partner", "child_ids", code));
        failure(MissingRecordException.class, () -> create("res.partner", "child_ids", code));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ofOthersNot(int code) {
        assertThat(write("res.partner", "category_id", code)).isEqualTo(true);
        assertThat(write(TEST, "line_ids", code)).isEqualTo(true);
        assertThat(write(TEST, "tag_ids", code)).isEqualTo(true);
    }
}
