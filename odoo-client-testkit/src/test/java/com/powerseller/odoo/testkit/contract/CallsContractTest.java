package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Any public method can be called, with arguments by position or by name. */
class CallsContractTest extends ContractTest {
    private long named(String name) {
        return create(new Values<ClientTest>().set(ClientTest.NAME, name));
    }

    @Test
    void argumentsByPosition() {
        assertThat(call("positional", 1, 2)).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(call("positional", 1, 2, 4)).isEqualTo(List.of(1L, 2L, 4L));
    }

    @Test
    void argumentsByName() {
        assertThat(callNamed("positional", Map.of("b", 2, "a", 1))).isEqualTo(List.of(1L, 2L, 3L));
    }

    @Test
    void argumentsByPositionAndByName() {
        assertThat(odoo().call(TEST, "positional", List.of(1, 2), Map.of("c", 4)))
                .isEqualTo(List.of(1L, 2L, 4L));
    }

    @Test
    void argumentsByNameOnly() {
        assertThat(callNamed("kwargs_only", Map.of("a", 1))).isEqualTo(Map.of("a", 1L, "b", 2L));
    }

    @Test
    void methodsOfRecordsTakeTheIdsFirst() {
        long a = named("a");
        long b = named("b");

        assertThat(call("names", List.of(a, b))).isEqualTo(List.of("a", "b"));
        assertThat(call("names", List.of(b, a), "+")).isEqualTo("b+a");
        assertThat(odoo().call(TEST, "names", List.of(List.of(a, b)), Map.of("separator", ", ")))
                .isEqualTo("a, b");
        assertThat(tests().call("names", List.of(a, b), Map.of("separator", "/")))
                .isEqualTo("a/b");
    }

    @Test
    void methodsOfNoRecords() {
        assertThat(call("names", List.of())).isEqualTo(List.of());
        assertThat(tests().call("names", List.of(), Map.of())).isEqualTo(List.of());
    }

    @Test
    void methodsThatReturnRecordsGiveTheirIds() {
        long id = create();

        assertThat(call("itself", List.of(id))).isEqualTo(List.of(id));
    }

    @Test
    void nullArgumentsArriveAsNone() {
        assertThat(call("echo", (Object) null)).isNull();
        assertThat(call("names", List.of(named("a")), null)).isEqualTo(List.of("a"));
        assertThat(call("search_read", null, List.of("name"), 0, 1, null))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void namesOfArgumentsAreFoundOutForAnyModel() {
        long partner = admin().uid();

        assertThat(odoo().call("res.users", "has_group", List.of(List.of(partner), "base.group_system")))
                .isEqualTo(true);
    }

    @Test
    void aUserWithoutAccessToTheDocumentationCanCallMethodsOfRecords() {
        long id = named("a");

        assertThat(odooAs(Role.EMPLOYEE).call(TEST, "names", List.of(List.of(id))))
                .isEqualTo(List.of("a"));
        assertThat(odooAs(Role.EMPLOYEE).model(ClientTest.TYPE).call("names", List.of(id), Map.of()))
                .isEqualTo(List.of("a"));
    }

    @Test
    void aListOfNumbersThatIsNoIdsIsAnArgument() {
        assertThat(call("echo", List.of(1, 2))).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void recordsAndWhatIsCreatedMayBeNamed() {
        Object id = odoo().call(TEST, "create", List.of(), Map.of("vals_list", Map.of("name", "a")));

        assertThat(odoo().call(TEST, "read", List.of(), Map.of("ids", List.of(id), "fields", List.of("name"))))
                .isEqualTo(List.of(Map.of("id", id, "name", "a")));
        assertThat(callNamed("names", Map.of("ids", List.of(id), "separator", "-")))
                .isEqualTo("a");
    }

    @Test
    void aUserWithoutAccessToTheDocumentationCanCallByName() {
        assertThat(odooAs(Role.EMPLOYEE).call(TEST, "positional", List.of(), Map.of("a", 1, "b", 2)))
                .isEqualTo(List.of(1L, 2L, 3L));
        if (KnownDifference.DOCUMENTATION_GROUP.appliesTo(protocol)) {
            assertThatThrownBy(() -> odooAs(Role.EMPLOYEE).call(TEST, "positional", List.of(1, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("api_doc.group_allow_doc");
        } else {
            assertThat(odooAs(Role.EMPLOYEE).call(TEST, "positional", List.of(1, 2)))
                    .isEqualTo(List.of(1L, 2L, 3L));
        }
    }

    @Test
    void aUserWithoutAccessToTheDocumentationCanUseTheOrm() {
        long id = named("x");

        assertThat(odooAs(Role.EMPLOYEE)
                        .call(TEST, "search_read", List.of(List.of(List.of("id", "=", id)), List.of("name"))))
                .isEqualTo(List.of(Map.of("id", id, "name", "x")));
        assertThat(odooAs(Role.EMPLOYEE)
                        .call(TEST, "search", Arrays.asList(List.of(List.of("id", "=", id)), 0, null, null)))
                .isEqualTo(List.of(id));
    }

    @Test
    void anAnswerOfAMillionCharacters() {
        assertThat(call("big", 1_000_000)).isEqualTo("x".repeat(1_000_000));
    }

    @Test
    void aModelThatHasNoRecords() {
        assertThat(model("odoo.client.test.group")
                        .search(com.powerseller.odoo.query.Domain.none())
                        .ids())
                .isEmpty();
    }

    @Test
    void deeplyNestedArguments() {
        Object value = 1L;
        for (int i = 0; i < 50; i++) {
            value = List.of(value);
        }
        assertThat(call("echo", value)).isEqualTo(value);
    }
}
