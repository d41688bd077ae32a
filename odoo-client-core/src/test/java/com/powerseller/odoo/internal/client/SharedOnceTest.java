package com.powerseller.odoo.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.CallDetails;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedOnceTest {
    private static final CallDetails CALL = new CallDetails(null, "version", "http", "http://localhost/", "1");
    private static final Deadline NONE = Deadline.in(Duration.ZERO);

    /** Throws a checked exception where none may be, as code in Kotlin does. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> String unseen(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void aSearchThatFailsInAnyWayIsMadeAgain() {
        SharedOnce<String> shared = new SharedOnce<>();
        for (Throwable failure :
                new Throwable[] {new IOException("x"), new StackOverflowError(), new RuntimeException()}) {
            assertThatThrownBy(
                            () -> shared.get(() -> SharedOnceTest.<RuntimeException>unseen(failure), NONE, () -> CALL))
                    .isSameAs(failure);
        }
        assertThat(shared.get(() -> "found", NONE, () -> CALL)).isEqualTo("found");
        assertThat(shared.get(() -> "again", NONE, () -> CALL)).isEqualTo("found");
    }
}
