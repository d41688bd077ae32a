package com.powerseller.odoo.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvisioningSignalTest {
    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00Z");
    private static final TenantState ACME = state("odoo-17", TenantStatus.ACTIVE, "team");
    private static final Cause CAUSE = new Cause(
            List.of(new Hint(Hint.Kind.WEBHOOK, "sale.order", 17), new Hint(Hint.Kind.TIME, null, 0)), "run-1");

    private static TenantState state(String tenant, TenantStatus status, @Nullable String tier) {
        SortedMap<String, Long> limits = new TreeMap<>();
        limits.put("users", 10L);
        limits.put("projects", 3L);
        return new TenantState(
                tenant,
                5,
                List.of(18L, 17L),
                "Acme AG",
                status,
                tier,
                limits,
                List.of(
                        new TenantUser(" Bob@Acme.example", "Bob", null, false),
                        new TenantUser("anna@acme.example", "Anna", "admin", true)),
                NOON);
    }

    @Test
    void theJsonIsAsTheGuideShowsIt() {
        ProvisioningSignal signal = ProvisioningSignal.of(ACME, null, 1, CAUSE, NOON);

        assertThat(signal.toJson()).isEqualTo("""
                {"version":1,"sequence":1,\
                "idempotencyKey":"odoo-17/1/dcffd464613f6cfb1b9703b86ef4245f422c51b99875662ca7fe928bf28cb89f",\
                "changes":["STATUS","TIER","LIMITS","USERS","NAME","SUBSCRIPTIONS","CUSTOMER"],\
                "state":{"tenant":"odoo-17","partnerId":5,"subscriptionIds":[17,18],"name":"Acme AG","status":"ACTIVE","tier":"team",\
                "limits":{"projects":3,"users":10},\
                "users":[{"login":"anna@acme.example","name":"Anna","role":"admin","active":true},\
                {"login":"bob@acme.example","name":"Bob","role":null,"active":false}],\
                "effective":"2030-01-31T12:00:00Z"},\
                "cause":{"correlationId":"run-1","hints":[{"kind":"WEBHOOK","model":"sale.order","id":17},{"kind":"TIME","model":null,"id":0}]},\
                "derived":"2030-01-31T12:00:00Z"}""");
    }

    @Test
    void signalsAreReadBackAsTheyWereWritten() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            TenantState state = random(random);
            TenantState before = random.nextBoolean() ? null : random(random, state.tenant());
            assertThat(TenantState.fromJson(state.toJson())).isEqualTo(state);
            if (!state.changesSince(before).isEmpty()) {
                ProvisioningSignal signal = ProvisioningSignal.of(
                        state,
                        before,
                        1 + random.nextInt(9),
                        new Cause(
                                List.of(new Hint(Hint.Kind.POLL, "res.partner", 1 + random.nextInt(9))), text(random)),
                        Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
                assertThat(ProvisioningSignal.fromJson(signal.toJson())).isEqualTo(signal);
            }
        }
    }

    /** The engine compares states, and stores one as JSON: neither may depend on the order that records came in. */
    @Test
    void theOrderOfWhatAStateIsMadeOfDoesNotMatter() {
        Random random = new Random(13);
        for (int i = 0; i < 500; i++) {
            TenantState state = random(random);
            List<Long> ids = shuffled(state.subscriptionIds(), random);
            SortedMap<String, Long> limits = new TreeMap<>(Comparator.reverseOrder());
            limits.putAll(state.limits());
            TenantState other = new TenantState(
                    state.tenant(),
                    state.partnerId(),
                    ids,
                    state.name(),
                    state.status(),
                    state.tier(),
                    limits,
                    shuffled(state.users(), random),
                    state.effective());
            assertThat(other).isEqualTo(state).hasSameHashCodeAs(state);
            assertThat(other.toJson()).isEqualTo(state.toJson());
        }
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static TenantState random(Random random) {
        return random(random, text(random));
    }

    private static TenantState random(Random random, String tenant) {
        List<Long> ids = random.longs(random.nextInt(4), 1, 1_000).boxed().toList();
        SortedMap<String, Long> limits = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            limits.put(text(random), random.nextLong() & Long.MAX_VALUE);
        }
        List<TenantUser> users = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            users.add(new TenantUser(
                    i + "@example.org",
                    text(random),
                    random.nextBoolean() ? null : text(random),
                    random.nextBoolean()));
        }
        return new TenantState(
                tenant,
                1 + random.nextInt(5),
                ids,
                text(random),
                List.copyOf(EnumSet.allOf(TenantStatus.class)).get(random.nextInt(5)),
                random.nextBoolean() ? null : text(random),
                limits,
                users,
                Instant.ofEpochSecond(random.nextInt()));
    }

    private static String text(Random random) {
        return "x"
                + random.ints(random.nextInt(6), 0, 0xD800)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    }

    @Test
    void theKeyIsTheSameForTheSameSignalOnly() {
        ProvisioningSignal signal = ProvisioningSignal.of(ACME, null, 2, CAUSE, NOON);

        assertThat(signal.idempotencyKey())
                .isEqualTo(ProvisioningSignal.of(ACME, null, 2, new Cause(List.of(), "run-2"), NOON.plusSeconds(1))
                        .idempotencyKey())
                .isNotEqualTo(ProvisioningSignal.of(ACME, null, 3, CAUSE, NOON).idempotencyKey())
                .isNotEqualTo(ProvisioningSignal.of(state("odoo-17", TenantStatus.ACTIVE, "free"), null, 2, CAUSE, NOON)
                        .idempotencyKey());
    }

    @Test
    void whatHasChangedIsNamed() {
        TenantState before = state("odoo-17", TenantStatus.TRIAL, "team");

        assertThat(ACME.changesSince(before)).containsExactly(Change.STATUS);
        assertThat(ACME.changesSince(null)).isEqualTo(EnumSet.allOf(Change.class));
        assertThat(ACME.changesSince(ACME)).isEmpty();
        assertThat(ACME.ended(NOON).changesSince(ACME))
                .containsExactly(Change.STATUS, Change.TIER, Change.LIMITS, Change.USERS);
    }

    @Test
    void whenAStateBeganIsNoChange() {
        TenantState later = new TenantState(
                ACME.tenant(),
                ACME.partnerId(),
                ACME.subscriptionIds(),
                ACME.name(),
                ACME.status(),
                ACME.tier(),
                ACME.limits(),
                ACME.users(),
                NOON.plusSeconds(1));
        assertThat(later.changesSince(ACME)).isEmpty();
        assertThatThrownBy(() -> ProvisioningSignal.of(later, ACME, 2, CAUSE, NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing has changed");
    }

    @Test
    void membersOfLaterVersionsAreIgnored() {
        String json = ProvisioningSignal.of(ACME, null, 1, CAUSE, NOON).toJson();

        assertThat(ProvisioningSignal.fromJson(json.replace("\"tenant\"", "\"region\":\"eu\",\"tenant\"")))
                .isEqualTo(ProvisioningSignal.of(ACME, null, 1, CAUSE, NOON));
    }

    @Test
    void anotherVersionIsRefused() {
        String json = ProvisioningSignal.of(ACME, null, 1, CAUSE, NOON).toJson();

        assertThatThrownBy(() -> ProvisioningSignal.fromJson(json.replace("\"version\":1", "\"version\":2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> TenantState.fromJson(ACME.toJson().replace("\"version\":1,", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'version' is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"partnerId\":5/\"partnerId\":\"5\"/partnerId",
                "\"partnerId\":5/\"partnerId\":0/positive",
                "\"status\":\"ACTIVE\"/\"status\":\"GONE\"/status",
                "\"users\":10/\"users\":1.5/users",
                "\"login\":\"anna@acme.example\"/\"login\":null/login",
                "2030-01-31T12:00:00Z/31.1.2030/effective",
                "[17,18]/17/subscriptionIds"
            })
    void whatIsNoStateIsRefusedWithTheMembersName(String change) {
        String[] parts = change.split("/", 3);
        String json = ACME.toJson();
        String wrong = json.replace(parts[0], parts[1]);
        assertThat(wrong).isNotEqualTo(json);

        assertThatThrownBy(() -> TenantState.fromJson(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(parts[2])
                .hasMessageNotContaining("anna");
    }

    @Test
    void noTextOfASignalNamesItsUsers() {
        ProvisioningSignal signal = ProvisioningSignal.of(ACME, null, 1, CAUSE, NOON);

        assertThat(signal.toString())
                .contains("odoo-17")
                .doesNotContainIgnoringCase("anna")
                .doesNotContain("Acme");
        assertThat(ACME.users().toString()).doesNotContainIgnoringCase("anna");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> state(" ", TenantStatus.ACTIVE, null)).hasMessageContaining("key");
        assertThatThrownBy(() -> state("a", TenantStatus.ACTIVE, "")).hasMessageContaining("tier");
        assertThatThrownBy(() -> new TenantUser(" ", "Anna", null, true)).hasMessageContaining("login");
        assertThatThrownBy(() -> new Hint(Hint.Kind.POLL, "sale.order", 0)).hasMessageContaining("id");
        assertThatThrownBy(() -> new Hint(Hint.Kind.POLL, null, 1)).hasMessageContaining("id");
        assertThatThrownBy(() -> new Cause(List.of(), "")).hasMessageContaining("correlation");
        assertThatThrownBy(() -> ProvisioningSignal.of(ACME, null, 0, CAUSE, NOON))
                .hasMessageContaining("sequence");
        TenantUser anna = new TenantUser("anna", "Anna", null, true);
        assertThatThrownBy(() -> new TenantState(
                        "a",
                        1,
                        List.of(1L),
                        "Acme",
                        TenantStatus.ACTIVE,
                        null,
                        new TreeMap<>(),
                        List.of(anna, new TenantUser("ANNA", "Anne", null, false)),
                        NOON))
                .hasMessageContaining("one login");
    }
}
