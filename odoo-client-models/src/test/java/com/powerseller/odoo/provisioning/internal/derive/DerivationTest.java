package com.powerseller.odoo.provisioning.internal.derive;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.provisioning.Derived;
import com.powerseller.odoo.provisioning.PaymentRule;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Problem.Code;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.TenantKey;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.TenantUser;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Invoice;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Line;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Sold;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.User;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivationTest {
    private static final LocalDate TODAY = LocalDate.of(2030, 6, 15);
    private static final Instant NOW = Instant.parse("2030-06-15T10:00:00Z");
    private static final Instant WRITTEN = Instant.parse("2030-06-01T08:00:00Z");
    private static final Rules RULES = base().build();

    private static Rules.Builder base() {
        return Rules.builder()
                .tiers("free", "team", "business")
                .product("TEAM", grant -> grant.tier("team").limit("users", 10).limit("projects", 5))
                .product("FREE", grant -> grant.tier("free").limit("users", 3).limit("projects", 50))
                .product("SEAT", grant -> grant.addPerUnit("users", 2))
                .product(99, grant -> grant.tier("business"));
    }

    private static Rules.Builder paying() {
        return base().payment(PaymentRule.pastDueAfter(3).suspendedAfter(10));
    }

    private static Line line(long id, String reference, double quantity) {
        return new Line(id, id + 1_000, reference, quantity);
    }

    /** A running subscription of customer 5 that began on the first of the year. */
    private static final class Sub {
        private final long id;
        private long origin;
        private long previous;
        private long customer = 5;
        private long plan;
        private SubscriptionState state = SubscriptionState.IN_PROGRESS;
        private @Nullable LocalDate start = LocalDate.of(2030, 1, 1);
        private @Nullable LocalDate end;
        private boolean paymentMethodKnown;
        private List<Line> lines = List.of(line(1, "TEAM", 1));

        Sub(long id) {
            this.id = id;
            this.origin = id;
        }

        Sub state(SubscriptionState is) {
            state = is;
            return this;
        }

        Sub renewing(long first, long before) {
            origin = first;
            previous = before;
            return this;
        }

        Sub from(@Nullable LocalDate day) {
            start = day;
            return this;
        }

        Sub until(LocalDate day) {
            end = day;
            return this;
        }

        Sub of(long whom) {
            customer = whom;
            return this;
        }

        Sub plan(long which) {
            plan = which;
            return this;
        }

        Sub payable() {
            paymentMethodKnown = true;
            return this;
        }

        Sub lines(Line... all) {
            lines = List.of(all);
            return this;
        }

        Sold sold() {
            return new Sold(
                    id,
                    origin,
                    previous,
                    "S" + id,
                    customer,
                    plan,
                    state,
                    start,
                    end,
                    WRITTEN,
                    paymentMethodKnown,
                    lines);
        }
    }

    private static Sub sub(long id) {
        return new Sub(id);
    }

    private static TenantFacts facts(Sub... subs) {
        return facts(List.of(), List.of(), subs);
    }

    private static TenantFacts facts(List<User> users, List<Invoice> invoices, Sub... subs) {
        return new TenantFacts(
                "odoo-1",
                Arrays.stream(subs).map(Sub::sold).toList(),
                Map.of(5L, "Acme AG", 6L, "Globex"),
                users,
                invoices,
                Sources.NONE);
    }

    private static TenantFacts owing(LocalDate due, Sub... subs) {
        return facts(List.of(), List.of(new Invoice(70, "INV/70", 5, due, Set.of("S1"))), subs);
    }

    private static Derived derive(Rules rules, TenantFacts facts) {
        return Derivation.of(facts, rules, NOW);
    }

    private static TenantState state(Rules rules, TenantFacts facts) {
        Derived derived = derive(rules, facts);
        assertThat(derived.problems()).isEmpty();
        return Objects.requireNonNull(derived.state());
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static void held(Rules rules, TenantFacts facts, Code code, String... sentence) {
        Derived derived = derive(rules, facts);
        assertThat(derived.state()).isNull();
        assertThat(derived.isHeld()).isTrue();
        assertThat(derived.problems()).extracting(Problem::code).containsExactly(code);
        assertThat(derived.problems().get(0).sentence()).contains(sentence);
    }

    // What is sold

    @Test
    void aRunningSubscriptionIsActiveWithWhatItsProductsGive() {
        TenantState state = state(RULES, facts(sub(1)));

        assertThat(state)
                .isEqualTo(new TenantState(
                        "odoo-1",
                        5,
                        List.of(1L),
                        "Acme AG",
                        TenantStatus.ACTIVE,
                        "team",
                        new TreeMap<>(Map.of("users", 10L, "projects", 5L)),
                        List.of(),
                        Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(derive(RULES, facts(sub(1))).nextChange()).isNull();
    }

    @Test
    void theHighestTierWinsAndAddOnsAddUp() {
        TenantState state = state(
                RULES,
                facts(sub(1).lines(
                                line(1, "FREE", 1),
                                line(2, "SEAT", 2.75),
                                line(3, "TEAM", 3),
                                line(4, "SEAT", 1),
                                line(5, "SETUP", -1))));

        assertThat(state.tier()).isEqualTo("team");
        // 10 of the higher tier, whatever its quantity, and 5.5 and 2 more, fractions cut off.
        assertThat(state.limits()).isEqualTo(Map.of("users", 17L, "projects", 50L));
    }

    @Test
    void aLineOfNothingGivesNothing() {
        TenantState state = state(RULES, facts(sub(1).lines(line(1, "FREE", 1), line(2, "TEAM", 0))));

        assertThat(state.tier()).isEqualTo("free");
    }

    @Test
    void aProductIsKnownByItsIdFirst() {
        TenantState state = state(RULES, facts(sub(1).lines(new Line(1, 99, "FREE", 1))));

        assertThat(state.tier()).isEqualTo("business");
        assertThat(state.limits()).isEmpty();
    }

    @Test
    void planAndProductsGiveTogether() {
        Rules rules = base().plan(7, grant -> grant.tier("business").addPerUnit("users", 1))
                .build();

        TenantState state = state(rules, facts(sub(1).plan(7)));

        assertThat(state.tier()).isEqualTo("business");
        assertThat(state.limits()).containsEntry("users", 11L);
    }

    @Test
    void withoutRulesForProductsEverySubscriptionIsOn() {
        TenantState state = state(Rules.builder().build(), facts(sub(1)));

        assertThat(state.status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(state.tier()).isNull();
    }

    @Test
    void unknownPlansHoldUnlessRulesSayWhatTheyGive() {
        Rules strict = base().plan(7, grant -> grant).build();
        Rules lenient = base().plan(7, grant -> grant)
                .otherPlans(grant -> grant.limit("users", 99))
                .build();

        held(strict, facts(sub(1).plan(8)), Code.UNKNOWN_PLAN, "S1 (1)", "plan 8", "[7]", "otherPlans");
        held(strict, facts(sub(1)), Code.UNKNOWN_PLAN, "no plan");
        assertThat(state(lenient, facts(sub(1).plan(8))).limits()).containsEntry("users", 99L);
        // What is over needs no plan.
        assertThat(state(strict, facts(sub(1).plan(8).state(SubscriptionState.CHURNED)))
                        .status())
                .isEqualTo(TenantStatus.ENDED);
    }

    @Test
    void unknownProductsAloneHold() {
        held(RULES, facts(sub(1).lines(line(1, "GOLD", 1))), Code.UNKNOWN_PRODUCT_ONLY, "S1 (1)", "[GOLD]");
        held(RULES, facts(sub(1).lines()), Code.UNKNOWN_PRODUCT_ONLY, "S1 (1)");
    }

    @Test
    void impossibleQuantitiesHold() {
        held(
                RULES,
                facts(sub(1).lines(line(1, "TEAM", 1), line(2, "SEAT", -1))),
                Code.NEGATIVE_QUANTITY,
                "line 2",
                "SEAT");
        held(RULES, facts(sub(1).lines(line(1, "SEAT", Double.NaN))), Code.NEGATIVE_QUANTITY, "line 1");
        held(RULES, facts(sub(1).lines(line(1, "SEAT", 1e300))), Code.LIMIT_TOO_LARGE, "S1 (1)");
        Derived twice = derive(RULES, facts(sub(1).lines(line(1, "SEAT", 4e18)), sub(2).lines(line(1, "SEAT", 4e18))));
        assertThat(twice.problems()).extracting(Problem::code).containsExactly(Code.LIMIT_TOO_LARGE);
    }

    // Life

    @ParameterizedTest
    @CsvSource({"quotation", "renewal quotation", "upsell", "cancelled", "renewed"})
    void whatIsNotConfirmedOrReplacedSellsNothing(String state) {
        assertThat(derive(RULES, facts(sub(1).state(SubscriptionState.of(state))))
                        .isNothing())
                .isTrue();
    }

    @Test
    void aTenantWithoutSubscriptionsHasNothing() {
        assertThat(derive(RULES, facts()).isNothing()).isTrue();
    }

    @Test
    void whatIsMarkedForRenewalRuns() {
        assertThat(state(RULES, facts(sub(1).state(SubscriptionState.TO_RENEW))).status())
                .isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void aPausedSubscriptionIsSuspendedAndKeepsWhatWasSold() {
        TenantFacts facts = facts(sub(1).state(SubscriptionState.PAUSED));

        TenantState state = state(RULES, facts);
        assertThat(state.status()).isEqualTo(TenantStatus.SUSPENDED);
        assertThat(state.tier()).isEqualTo("team");
        assertThat(state.effective()).isEqualTo(WRITTEN);
        assertThat(state(base().paused(TenantStatus.ACTIVE).build(), facts).status())
                .isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void statesOfModulesMeanWhatRulesSay() {
        TenantFacts facts = facts(sub(1).state(SubscriptionState.of("8_suspend")));

        held(RULES, facts, Code.UNKNOWN_STATE, "8_suspend", "state(...)");
        for (TenantStatus status : List.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.ENDED)) {
            assertThat(state(base().state("8_suspend", status).build(), facts).status())
                    .isEqualTo(status);
        }
    }

    @Test
    void itBeginsOnItsFirstDay() {
        TenantFacts facts = facts(sub(1).from(TODAY.plusDays(1)));

        Derived before = derive(RULES, facts);
        assertThat(before.isNothing()).isTrue();
        Instant first = Objects.requireNonNull(before.nextChange());
        assertThat(first).isEqualTo(begin(TODAY.plusDays(1)));
        assertThat(Derivation.of(facts, RULES, first.minusNanos(1)).isNothing()).isTrue();
        TenantState after =
                Objects.requireNonNull(Derivation.of(facts, RULES, first).state());
        assertThat(after.status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(after.effective()).isEqualTo(first);
    }

    @Test
    void itRunsThroughItsLastDay() {
        TenantFacts facts = facts(sub(1).until(TODAY));

        assertThat(state(RULES, facts).status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(derive(RULES, facts).nextChange()).isEqualTo(begin(TODAY.plusDays(1)));
        TenantState after = state(RULES, facts(sub(1).until(TODAY.minusDays(1))));
        assertThat(after.status()).isEqualTo(TenantStatus.ENDED);
        assertThat(after.effective()).isEqualTo(begin(TODAY));
        assertThat(after.tier()).isNull();
        assertThat(after.limits()).isEmpty();
        assertThat(after.subscriptionIds()).containsExactly(1L);
    }

    @Test
    void aClosedOneEndsAtItsEndDate() {
        Sub closed = sub(1).state(SubscriptionState.CHURNED);

        assertThat(state(RULES, facts(closed)).effective()).isEqualTo(WRITTEN);
        assertThat(state(RULES, facts(closed.until(TODAY))).status()).isEqualTo(TenantStatus.ENDED);
        TenantFacts later = facts(closed.until(TODAY.plusDays(5)));
        assertThat(state(RULES, later).status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(derive(RULES, later).nextChange()).isEqualTo(begin(TODAY.plusDays(5)));
        assertThat(derive(RULES, facts(closed.from(TODAY.plusDays(1)))).isNothing())
                .isTrue();
    }

    @Test
    void aRenewalContinuesTheTenant() {
        TenantState state = state(
                RULES,
                facts(
                        sub(1).state(SubscriptionState.RENEWED).lines(line(1, "FREE", 1)),
                        sub(2).renewing(1, 1).from(TODAY)));

        assertThat(state.status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(state.tier()).isEqualTo("team");
        assertThat(state.subscriptionIds()).containsExactly(2L);
        assertThat(state.effective()).isEqualTo(begin(LocalDate.of(2030, 1, 1)));
    }

    @Test
    void theOldTermsHoldUntilTheRenewalStarts() {
        TenantFacts facts = facts(
                sub(1).state(SubscriptionState.RENEWED).lines(line(1, "FREE", 1)),
                sub(2).renewing(1, 1).from(TODAY.plusDays(2)));

        assertThat(state(RULES, facts).tier()).isEqualTo("free");
        assertThat(state(RULES, facts).subscriptionIds()).containsExactly(2L);
        Instant start = Objects.requireNonNull(derive(RULES, facts).nextChange());
        assertThat(start).isEqualTo(begin(TODAY.plusDays(2)));
        assertThat(Objects.requireNonNull(Derivation.of(facts, RULES, start).state())
                        .tier())
                .isEqualTo("team");
    }

    @Test
    void aNewStartAfterAnEndIsNoRenewal() {
        TenantFacts facts = facts(
                sub(1).state(SubscriptionState.CHURNED), sub(2).renewing(1, 1).from(TODAY.plusDays(2)));

        assertThat(state(RULES, facts).status()).isEqualTo(TenantStatus.ENDED);
        // One whose predecessor cannot be seen goes on.
        assertThat(state(RULES, facts(sub(2).renewing(1, 1).from(TODAY.plusDays(2))))
                        .status())
                .isEqualTo(TenantStatus.ACTIVE);
    }

    // Payment

    @ParameterizedTest
    @CsvSource({"0, ACTIVE", "3, ACTIVE", "4, PAST_DUE", "10, PAST_DUE", "11, SUSPENDED", "500, SUSPENDED"})
    void graceIsCountedFromTheDueDate(int daysLate, TenantStatus expected) {
        TenantFacts facts = owing(TODAY.minusDays(daysLate), sub(1));

        assertThat(state(paying().build(), facts).status()).isEqualTo(expected);
        assertThat(state(RULES, facts).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void theEndOfEachGraceIsToldBefore() {
        Rules rules = paying().build();
        TenantFacts facts = owing(TODAY, sub(1));

        Instant pastDue = Objects.requireNonNull(derive(rules, facts).nextChange());
        assertThat(pastDue).isEqualTo(begin(TODAY.plusDays(4)));
        Derived then = Derivation.of(facts, rules, pastDue);
        assertThat(Objects.requireNonNull(then.state()).effective()).isEqualTo(pastDue);
        Instant suspended = Objects.requireNonNull(then.nextChange());
        assertThat(suspended).isEqualTo(begin(TODAY.plusDays(11)));
        Derived last = Derivation.of(facts, rules, suspended);
        assertThat(Objects.requireNonNull(last.state()).status()).isEqualTo(TenantStatus.SUSPENDED);
        assertThat(last.nextChange()).isNull();
    }

    @Test
    void anotherCustomersInvoicesDoNotMatter() {
        TenantFacts facts =
                facts(List.of(), List.of(new Invoice(70, "INV/70", 6, TODAY.minusDays(99), Set.of())), sub(1));

        assertThat(state(paying().build(), facts).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void ownInvoicesAreThoseOfTheChain() {
        Rules rules =
                base().payment(PaymentRule.pastDueAfter(0).ownInvoicesOnly()).build();
        Sub renewed = sub(1).state(SubscriptionState.RENEWED);

        assertThat(state(rules, owing(TODAY.minusDays(1), renewed, sub(2).renewing(1, 1)))
                        .status())
                .isEqualTo(TenantStatus.PAST_DUE);
        assertThat(state(rules, owing(TODAY.minusDays(1), sub(2))).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    // Trials

    @Test
    void aTrialLastsItsDaysFromTheFirstDay() {
        Rules rules = base().plan(7, grant -> grant.trial(14)).build();
        TenantFacts facts = facts(sub(1).plan(7).from(TODAY.minusDays(13)));

        assertThat(state(rules, facts).status()).isEqualTo(TenantStatus.TRIAL);
        Instant over = Objects.requireNonNull(derive(rules, facts).nextChange());
        assertThat(over).isEqualTo(begin(TODAY.plusDays(1)));
        TenantState after =
                Objects.requireNonNull(Derivation.of(facts, rules, over).state());
        assertThat(after.status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(after.effective()).isEqualTo(over);
    }

    @Test
    void aRenewalBeginsNoTrial() {
        Rules rules = base().plan(7, grant -> grant.trial(14)).build();

        assertThat(state(
                                rules,
                                facts(
                                        sub(1).plan(7).state(SubscriptionState.RENEWED),
                                        sub(2).plan(7).renewing(1, 1).from(TODAY)))
                        .status())
                .isEqualTo(TenantStatus.ACTIVE);
        assertThat(state(rules, facts(sub(2).plan(7).renewing(1, 1).from(TODAY)))
                        .status())
                .isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void aTrialMayNeedAPaymentMethod() {
        Rules rules = base().plan(7, grant -> grant.trialWithPaymentMethod(14))
                .plan(8, grant -> grant.trial(3).trialWithPaymentMethod(14))
                .build();
        Sub started = sub(1).from(TODAY.minusDays(5));

        assertThat(state(rules, facts(started.plan(7))).status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(state(rules, facts(started.plan(8))).status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(state(rules, facts(started.plan(7).payable())).status()).isEqualTo(TenantStatus.TRIAL);
        assertThat(state(rules, facts(started.plan(8))).status()).isEqualTo(TenantStatus.TRIAL);
    }

    // Several subscriptions, several customers

    @Test
    void theBestSubscriptionTellsAndLimitsOfThoseServedAddUp() {
        TenantFacts facts = facts(
                sub(1).lines(line(1, "FREE", 1)),
                sub(2),
                sub(3).state(SubscriptionState.PAUSED).lines(new Line(1, 99, null, 1)),
                sub(4).state(SubscriptionState.CHURNED));

        TenantState state = state(RULES, facts);
        assertThat(state.status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(state.subscriptionIds()).containsExactly(1L, 2L);
        assertThat(state.tier()).isEqualTo("team");
        assertThat(state.limits()).isEqualTo(Map.of("users", 13L, "projects", 55L));
        assertThat(state(base().highestLimits().build(), facts).limits())
                .isEqualTo(Map.of("users", 10L, "projects", 50L));
    }

    @Test
    void oneOfEachStatusIsAsTheBest() {
        Rules rules = paying().plan(7, grant -> grant.trial(365))
                .otherPlans(grant -> grant)
                .build();
        Sub trial = sub(1).plan(7);
        Sub paused = sub(2).state(SubscriptionState.PAUSED);
        Sub ended = sub(3).state(SubscriptionState.CHURNED);

        assertThat(state(rules, facts(trial, sub(4))).status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(state(rules, facts(trial, paused)).status()).isEqualTo(TenantStatus.TRIAL);
        assertThat(state(rules, facts(ended, paused)).status()).isEqualTo(TenantStatus.SUSPENDED);
        assertThat(state(rules, owing(TODAY.minusDays(5), sub(4), paused)).status())
                .isEqualTo(TenantStatus.PAST_DUE);
    }

    @Test
    void twoCustomersWithOneKeyHoldTheTenantUnlessTheyMayShareIt() {
        TenantFacts facts = facts(sub(1), sub(2).of(6).lines(line(1, "FREE", 1)));
        Rules shared = base().tenantKey(TenantKey.field("x_tenant"))
                .sharedByCustomers()
                .build();

        held(RULES, facts, Code.KEY_CONFLICT, "[5, 6]", "odoo-1", "sharedByCustomers");
        TenantState state = state(shared, facts);
        assertThat(state.partnerId()).isEqualTo(5);
        assertThat(state.subscriptionIds()).containsExactly(1L, 2L);
    }

    @Test
    void aKeyThatACustomerHadBeforeIsNoConflict() {
        TenantState state = state(RULES, facts(sub(1).state(SubscriptionState.CHURNED), sub(2).of(6)));

        assertThat(state.partnerId()).isEqualTo(6);
        assertThat(state.name()).isEqualTo("Globex");
    }

    @Test
    void anUnknownCustomerHolds() {
        held(RULES, facts(sub(1).of(0)), Code.NO_CUSTOMER, "S1 (1)");
        held(RULES, facts(sub(1).of(7)), Code.NO_CUSTOMER, "S1 (1)");
    }

    // Users

    private static User contact(long id, @Nullable String email, @Nullable String tag, boolean active) {
        Map<Long, String> tags = tag == null ? Map.of() : Map.of(tag.equals("Admin") ? 1L : 2L, tag);
        return new User(id, 5, email, "Contact " + id, new TreeMap<>(tags), null, active);
    }

    @Test
    void taggedContactsAreUsersWithTheTagsRole() {
        Rules rules = base().users(UserRule.contacts().tagged("Admin", "admin").tagged(2, "member"))
                .build();

        assertThat(state(
                                rules,
                                facts(
                                        List.of(
                                                contact(13, "Zoe@Acme.example ", "Admin", true),
                                                contact(12, "Bob <bob@acme.example>", "User", false),
                                                contact(11, "carl@acme.example", null, true),
                                                contact(14, null, "User", true),
                                                contact(15, "a@acme.example, b@acme.example", "User", true)),
                                        List.of(),
                                        sub(1)))
                        .users())
                .containsExactly(
                        new TenantUser("bob@acme.example", "Contact 12", "member", false),
                        new TenantUser("zoe@acme.example", "Contact 13", "admin", true));
    }

    @Test
    void ofSeveralRecordsWithOneLoginTheBestCounts() {
        Rules rules = base().users(UserRule.contacts().tagged("Admin", "admin").tagged(2, "member"))
                .build();

        assertThat(state(
                                rules,
                                facts(
                                        List.of(
                                                contact(11, "a@acme.example", "Admin", false),
                                                contact(13, "A@acme.example", "User", true),
                                                contact(12, "a@acme.example", "User", true)),
                                        List.of(),
                                        sub(1)))
                        .users())
                .containsExactly(new TenantUser("a@acme.example", "Contact 12", "member", true));
    }

    @Test
    void aTenantWithoutUsersIsToldOrHeld() {
        UserRule tagged = UserRule.contacts().tagged("Admin", "admin");
        TenantFacts facts = facts(List.of(contact(11, "a@acme.example", "Admin", false)), List.of(), sub(1));

        Derived derived = derive(base().users(tagged).build(), facts);
        assertThat(derived.state()).isNotNull();
        assertThat(derived.problems()).extracting(Problem::code).containsExactly(Code.NO_USERS);
        held(base().users(tagged.required()).build(), facts, Code.NO_USERS, "odoo-1");
    }

    @Test
    void nothingThatIsSaidNamesPeople() {
        Rules rules = base().users(UserRule.contacts().tagged("Admin", "admin")).build();
        Derived derived = derive(
                rules,
                facts(
                        List.of(contact(11, "anna@acme.example,x", "Admin", true), contact(12, "anna@", "Admin", true)),
                        List.of(),
                        sub(1)));

        assertThat(derived.reasons()).isNotEmpty();
        assertThat(derived.reasons() + " " + derived.problems()).doesNotContain("anna", "Contact");
    }

    // Time

    @Test
    void aDayBeginsWhereRulesSay() {
        Rules zurich = base().zone(ZoneId.of("Europe/Zurich")).build();
        TenantFacts facts = facts(sub(1).from(TODAY.plusDays(1)));

        assertThat(derive(zurich, facts).nextChange()).isEqualTo(Instant.parse("2030-06-15T22:00:00Z"));
    }

    // Of any facts

    private static final List<Rules> ANY_RULES = List.of(
            RULES,
            paying().build(),
            base().plan(1, grant -> grant.trial(30))
                    .payment(PaymentRule.pastDueAfter(0).ownInvoicesOnly())
                    .build(),
            paying().plan(1, grant -> grant.trial(9).trialWithPaymentMethod(99))
                    .otherPlans(grant -> grant.limit("users", 1))
                    .highestLimits()
                    .tenantKey(TenantKey.field("x_tenant"))
                    .sharedByCustomers()
                    .paused(TenantStatus.ACTIVE)
                    .state("8_suspend", TenantStatus.SUSPENDED)
                    .zone(ZoneId.of("America/New_York"))
                    .users(UserRule.contacts().tagged("Admin", "admin").tagged(2, "member"))
                    .build());

    private static TenantFacts random(Random random) {
        List<SubscriptionState> states = List.of(
                SubscriptionState.IN_PROGRESS,
                SubscriptionState.IN_PROGRESS,
                SubscriptionState.IN_PROGRESS,
                SubscriptionState.PAUSED,
                SubscriptionState.CHURNED,
                SubscriptionState.RENEWED,
                SubscriptionState.UPSELL,
                SubscriptionState.of("8_suspend"));
        List<String> products = List.of("FREE", "TEAM", "SEAT", "SETUP");
        Sub[] subs = new Sub[1 + random.nextInt(4)];
        for (int i = 0; i < subs.length; i++) {
            Sub sub = sub(i + 1L)
                    .state(states.get(random.nextInt(states.size())))
                    .from(random.nextInt(9) == 0 ? null : TODAY.plusDays(random.nextInt(60) - 50))
                    .plan(random.nextInt(3))
                    .of(random.nextInt(8) == 0 ? 6 : 5);
            if (i > 0 && random.nextBoolean()) {
                sub.renewing(1, 1 + random.nextInt(i));
            }
            if (random.nextInt(3) == 0) {
                sub.until(TODAY.plusDays(random.nextInt(40) - 20));
            }
            if (random.nextBoolean()) {
                sub.payable();
            }
            Line[] lines = new Line[1 + random.nextInt(4)];
            for (int line = 0; line < lines.length; line++) {
                lines[line] = line(line + 1L, products.get(random.nextInt(4)), random.nextInt(40) / 8.0 - 0.125);
            }
            subs[i] = sub.lines(lines);
        }
        List<User> users = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String tag = random.nextInt(3) == 0 ? "Admin" : "User";
            users.add(contact(i, random.nextInt(3) + "@acme.example", tag, random.nextBoolean()));
        }
        List<Invoice> invoices = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            invoices.add(new Invoice(
                    i, "INV" + i, 5, TODAY.plusDays(random.nextInt(40) - 25), Set.of("S" + (1 + random.nextInt(3)))));
        }
        return facts(users, invoices, subs);
    }

    private static TenantFacts shuffled(TenantFacts facts, Random random) {
        return new TenantFacts(
                facts.tenant(),
                shuffled(
                        facts.subscriptions().stream()
                                .map(sold -> new Sold(
                                        sold.id(),
                                        sold.originId(),
                                        sold.previousId(),
                                        sold.name(),
                                        sold.customer(),
                                        sold.plan(),
                                        sold.state(),
                                        sold.start(),
                                        sold.end(),
                                        sold.writeDate(),
                                        sold.paymentMethodKnown(),
                                        shuffled(sold.lines(), random)))
                                .toList(),
                        random),
                facts.customers(),
                shuffled(facts.users(), random),
                shuffled(facts.invoices(), random),
                facts.sources());
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    @Test
    void theOrderOfRecordsDoesNotMatter() {
        Random random = new Random(17);
        int states = 0;
        for (int i = 0; i < 5_000; i++) {
            TenantFacts facts = random(random);
            TenantFacts other = shuffled(facts, random);
            for (Rules rules : ANY_RULES) {
                Derived derived = derive(rules, facts);
                assertThat(derive(rules, other)).isEqualTo(derived);
                states += derived.state() == null ? 0 : 1;
            }
        }
        assertThat(states).isGreaterThan(5_000);
    }

    /** Else a tenant would be late until the next sweep. */
    @Test
    void timeAloneChangesNothingBeforeItWasSaidTo() {
        Random random = new Random(19);
        int changes = 0;
        for (int i = 0; i < 1_000; i++) {
            TenantFacts facts = random(random);
            for (Rules rules : ANY_RULES) {
                Instant now = NOW;
                Derived derived = derive(rules, facts);
                for (int day = 0; day < 40; day++) {
                    Instant next = derived.nextChange();
                    Instant later = now.plus(Duration.ofHours(23));
                    Derived then = Derivation.of(facts, rules, later);
                    if (next == null || later.isBefore(next)) {
                        assertThat(then.state()).isEqualTo(derived.state());
                        assertThat(then.isHeld()).isEqualTo(derived.isHeld());
                    } else {
                        assertThat(next).isAfter(now);
                        assertThat(Derivation.of(facts, rules, next.minusMillis(1))
                                        .state())
                                .isEqualTo(derived.state());
                        changes += Objects.equals(then.state(), derived.state()) ? 0 : 1;
                    }
                    derived = then;
                    now = later;
                }
            }
        }
        assertThat(changes).isGreaterThan(1_000);
    }

    /** No tenant is switched on that Odoo never sold. */
    @Test
    void onlyWhatRunsIsServed() {
        Random random = new Random(23);
        for (int i = 0; i < 5_000; i++) {
            TenantFacts facts = random(random);
            for (Rules rules : ANY_RULES) {
                TenantState state = derive(rules, facts).state();
                if (state != null && state.status().isServed()) {
                    assertThat(facts.subscriptions())
                            .filteredOn(sold -> state.subscriptionIds().contains(sold.id()))
                            .hasSameSizeAs(state.subscriptionIds())
                            .allMatch(sold -> mayBeServed(sold, rules));
                }
            }
        }
    }

    private static boolean mayBeServed(Sold sold, Rules rules) {
        if (sold.state().equals(SubscriptionState.PAUSED)) {
            return rules.paused() == TenantStatus.ACTIVE;
        }
        if (sold.state().equals(SubscriptionState.CHURNED)) {
            return sold.end() != null && sold.end().isAfter(TODAY.minusDays(1));
        }
        return sold.state().isRunning();
    }
}
