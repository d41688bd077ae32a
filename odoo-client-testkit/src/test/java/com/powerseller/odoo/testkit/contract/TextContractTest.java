package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.observe.CallListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Text arrives as it was sent, character by character, in both directions. */
class TextContractTest extends ContractTest {
    /** The text after a way through the database, and after one through a method. */
    private void survives(String text) {
        assertThat(call("echo", text)).isEqualTo(text);
        assertThat(stored(text)).isEqualTo(text);
    }

    private @Nullable String stored(String text) {
        long id = create(new Values<ClientTest>().set(ClientTest.TEXT, text));
        return tests().read(List.of(id), ClientTest.TEXT).get(0).value(ClientTest.TEXT);
    }

    @Test
    void charactersBeyondTheBasicPlane() {
        survives("😀𝒳🇨🇭👩‍👩‍👧 \ud800\udc00 \udbff\udffd");
    }

    @Test
    void combiningCharactersAreNeitherComposedNorDecomposed() {
        survives("e\u0301 \u00e9 \u1100\u1161 \uac00 A\u030a \u00c5 \u212b");
    }

    @Test
    void rightToLeftAndInvisibleCharacters() {
        survives("\u05e9\u05dc\u05d5\u05dd \u202e\u200f\u200d\u200b\ufeff\u00ad");
    }

    @Test
    void lineEndsStayAsTheyAre() {
        String text = "a\nb\r\nc\rd\n\n\r\r";
        if (KnownDifference.CARRIAGE_RETURNS_RECEIVED.appliesTo(protocol)) {
            assertThat(stored(text)).isEqualTo("a\nb\nc\nd\n\n\n\n");
            assertThat(tests().search(ClientTest.TEXT.eq(text)).count()).isPositive();
        } else {
            survives(text);
        }
    }

    @Test
    void otherLineSeparatorsAndTabs() {
        survives("a\tb\u0085c\u2028d\u2029e\u00a0f");
    }

    @Test
    void whiteSpaceAroundATextIsKept() {
        survives("  two before and after  ");
        survives(" ");
        survives("\n");
    }

    @Test
    void charactersThatMeanSomethingInXmlAndJson() {
        survives("<a href=\"x\">&amp;&#1;]]>'\\\"\\u0041\\n{}[]</a><!-- -- --><?x?>");
    }

    @Test
    void wordsThatMeanSomethingInPython() {
        survives("None");
        survives("False");
        survives("%s %(x)s {0} {x}");
    }

    @Test
    void textsThatLookLikeNumbersAndDates() {
        survives("0123");
        survives("1e5");
        survives("2024-01-01");
    }

    @Test
    void aMillionCharacters() {
        String text = "0123456789é😀".repeat(77_000);

        assertThat(stored(text)).isEqualTo(text);
    }

    @Test
    void controlCharactersSent() {
        String text = "a\u0001b\u000bc\u001fd";
        if (KnownDifference.CONTROL_CHARACTERS_SENT.appliesTo(protocol)) {
            assertRefusedBeforeSending(text);
            assertRefusedBeforeSending("\ufffe");
        } else {
            survives(text);
            survives("\u007f\u0080\u009f\ufffe\uffff");
        }
    }

    @Test
    void controlCharactersReceived() {
        // Made by the server, so that every protocol can ask for them.
        long id = create(new Values<ClientTest>().set(ClientTest.TEXT, "x"));
        run.client(com.powerseller.odoo.Protocol.JSON_RPC, ContractTarget.Role.ADMIN)
                .model(ClientTest.TYPE)
                .update(id, new Values<ClientTest>().set(ClientTest.TEXT, "a\u0001b"));

        assertThat(tests().read(List.of(id), ClientTest.TEXT).get(0).value(ClientTest.TEXT))
                .isEqualTo(KnownDifference.CONTROL_CHARACTERS_RECEIVED.appliesTo(protocol) ? "ab" : "a\u0001b");
    }

    @Test
    void halfACharacterIsRefusedBeforeSending() {
        assertRefusedBeforeSending("a\ud83d");
        assertRefusedBeforeSending("\ude00b");
    }

    private void assertRefusedBeforeSending(String text) {
        List<String> sent = new java.util.ArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void onStart(com.powerseller.odoo.error.CallDetails call) {
                sent.add(call.method());
            }
        };
        try (var client = run.builder(protocol, admin()).listener(listener).build()) {
            client.uid();
            sent.clear();
            assertThatThrownBy(() ->
                            client.call("res.partner", "search_count", List.of(List.of(List.of("name", "=", text)))))
                    .isInstanceOf(FieldValueException.class);
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void textInADomain() {
        String name = unique() + " é😀 <&>'\"\\ ";
        long id = create(new Values<ClientTest>().set(ClientTest.NAME, name));

        assertThat(tests().search(ClientTest.NAME.eq(name)).ids()).containsExactly(id);
    }

    @Test
    void keysOfADictionary() {
        java.util.Map<String, Object> map = java.util.Map.of("é😀 <&>", 1L, "", 2L, "a.b", 3L);

        assertThat(call("echo", map)).isEqualTo(map);
    }
}
