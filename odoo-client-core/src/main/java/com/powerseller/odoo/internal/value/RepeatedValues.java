package com.powerseller.odoo.internal.value;

import com.fasterxml.jackson.core.JsonParser;
import com.powerseller.odoo.model.Ref;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Values of one column that rows have had, to be used again where a row has the same one: a selection has few, and many rows refer to the same currency, company
 * or country. A value that is not among the last ones is read as any other. Used by one thread.
 */
final class RepeatedValues {
    private static final int PLACES = 16;

    private final @Nullable String[] texts = new String[PLACES];
    private final @Nullable Ref<?>[] refs = new Ref<?>[PLACES];

    /** The text that the parser stands at. */
    String text(JsonParser parser, MemoryBudget budget) throws IOException {
        char[] characters = parser.getTextCharacters();
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        int place = length == 0 ? 0 : (length * 31 + characters[start] * 7 + characters[start + length - 1]) % PLACES;
        String known = texts[place];
        if (known != null && isSame(known, characters, start, length)) {
            return known;
        }
        String text = Json.readText(parser, budget);
        texts[place] = text;
        return text;
    }

    /** A reference to a record, at whose name the parser stands. */
    Ref<?> ref(long id, JsonParser parser, MemoryBudget budget) throws IOException {
        int place = (int) (id & PLACES - 1);
        Ref<?> known = refs[place];
        if (known != null && known.id() == id) {
            String name = known.displayName();
            if (name != null
                    && isSame(name, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())) {
                return known;
            }
        }
        Ref<?> ref = new Ref<>(id, Json.readText(parser, budget));
        refs[place] = ref;
        return ref;
    }

    private static boolean isSame(String text, char[] characters, int start, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[start + i]) {
                return false;
            }
        }
        return true;
    }
}
