package com.powerseller.odoo.testkit.contract;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where fakes are known to differ from the real server: all of it, in one place, by test (for all fakes, or with one's name behind it), with the reason. A test that is listed
 * here and holds nevertheless fails.
 */
final class FakeDifferences {
    private static final Map<String, String> REASONS = new TreeMap<>();

    private static final String OWN_TRANSACTION =
            "the addon counts its attempts in a transaction of its own, so that they survive a rollback; a behaviour of the fake has no such transaction";
    private static final String ENGLISH_LABELS = "labels of fields and the fake's own messages are English";
    private static final String SINCE_19 =
            "not a difference of the fake's: series 18 has no such operator, and the real 18 refuses it with the same words";

    private static final String NO_FORMATTED =
            "not a difference of the fake's: series 18 has no formatted_read_group, which the test calls";

    static {
        differs("DatesContractTest.groupsByDayAreInTheTimeZoneOfTheContext fake 18.0", NO_FORMATTED);
        differs("ErrorsContractTest.groupingByAnUnknownFieldIsAnUnknownFieldException fake 18.0", NO_FORMATTED);
        differs("FrenchErrorsContractTest.groupingByAnUnknownFieldIsAnUnknownFieldException fake 18.0", NO_FORMATTED);
        differs("RecordsContractTest.groupingCountsAndSums fake 18.0", NO_FORMATTED);
        differs("ContextContractTest.theLanguageOfFieldLabels", ENGLISH_LABELS);
        differs("DomainsContractTest.relationsAreSearchedByDisplayName fake 18.0", SINCE_19);
        differs("DomainsContractTest.wildcardsInAPattern fake 18.0", SINCE_19);
        differs("FrenchErrorsContractTest.theMessageIsInTheLanguageOfTheContext", ENGLISH_LABELS);
        differs(
                "FieldsContractTest.charFieldsWithASizeCutWhatIsLonger",
                "schemas do not say how long a text may be: the fake keeps all of it");
        differs(
                "FieldsContractTest.htmlFieldsAreSanitizedByTheServer",
                "the fake keeps html as it is written; Odoo takes out what could run in a browser");
        differs(
                "OnceContractTest.aSerializationFailureIsTriedAgainByTheClientSinceTheServerRolledBack",
                OWN_TRANSACTION);
        differs("OnceContractTest.aSerializationFailureThatLastsIsAConcurrencyException", OWN_TRANSACTION);
        differs("OnceContractTest.anErrorOfTheServerIsNotTriedAgain", OWN_TRANSACTION);
        differs(
                "OnceContractTest.aSerializationFailureThatTheServerTriesAgainItselfIsNotSeen",
                "calls of one database run one after the other in the fake, so it has no conflicts that it could try again");
        differs(
                "QueriesContractTest.groupsAreOrderedAndCounted fake 18.0",
                "not a difference of the fake's: the client refuses this order before series 19");
    }

    private FakeDifferences() {}

    private static void differs(String test, String reason) {
        REASONS.put(test, reason);
    }

    /** All reasons, by test. */
    static Map<String, String> all() {
        return Collections.unmodifiableMap(REASONS);
    }

    /** Why a test, as {@code Class.method}, does not hold on a fake; null if it does. */
    static @Nullable String reason(String test, Targets target) {
        String onTarget = REASONS.get(test + " " + target);
        return onTarget == null ? REASONS.get(test) : onTarget;
    }
}
