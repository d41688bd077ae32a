package com.powerseller.odoo.internal.rpc;

import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.ConcurrencyException;
import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.RateLimitedException;
import com.powerseller.odoo.error.RedirectWarningException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.SessionExpiredException;
import com.powerseller.odoo.error.UnknownDatabaseException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which exception a fault is. Decided by the Python class; a message is only looked at where Odoo uses one class for several things and does not translate the
 * text: Python's own exceptions, and "Object x doesn't exist".
 */
public final class Faults {
    // These begin with fixed text and have one open end each, so they take time in proportion to the message.
    private static final Pattern NO_METHOD = Pattern.compile(
            "The method '.*' does not exist.*|'[\\w.]+' object has no attribute '\\w+'", Pattern.DOTALL);
    private static final Pattern NO_MODEL = Pattern.compile("the model '.*' does not exist", Pattern.DOTALL);
    private static final Pattern NO_FIELD =
            Pattern.compile("Invalid field (?:name )?(?:'[^']*'|\\S+ in (?:leaf|condition) ).*", Pattern.DOTALL);

    private Faults() {}

    /** The exception for a fault. */
    public static OdooException exception(RpcCall call, CallDetails details, ServerFault fault) {
        String message = fault.message();
        return switch (fault.name()) {
            case "odoo.exceptions.AccessDenied", "werkzeug.exceptions.Unauthorized" ->
                new AccessDeniedException(details, fault);
            case "odoo.exceptions.AccessError" -> new AccessErrorException(details, fault);
            case "odoo.exceptions.ValidationError" -> new ValidationException(details, fault);
            case "odoo.exceptions.MissingError" -> new MissingRecordException(details, fault);
            case "odoo.exceptions.RedirectWarning" -> new RedirectWarningException(details, fault);
            case "odoo.exceptions.UserError" ->
                message.strip().equals("Object " + call.model() + " doesn't exist")
                        ? new UnknownModelException(details, fault)
                        : new UserErrorException(details, fault);
            case "odoo.exceptions.LockError",
                    "odoo.exceptions.ConcurrencyError",
                    "psycopg2.errors.SerializationFailure",
                    "psycopg2.errors.DeadlockDetected",
                    "psycopg2.errors.LockNotAvailable",
                    "psycopg2.extensions.TransactionRollbackError" -> new ConcurrencyException(details, fault);
            case "odoo.http.SessionExpiredException" -> new SessionExpiredException(details, fault);
            case "psycopg2.OperationalError" ->
                saysNoDatabase(message)
                        ? new UnknownDatabaseException(details, fault)
                        : new OdooServerException(details, fault);
            // As a proxy's 429: over JSON-2 it is one.
            case "werkzeug.exceptions.TooManyRequests" ->
                new RateLimitedException(details, "Odoo has had too many calls", null);
            case "werkzeug.exceptions.NotFound" -> notFound(details, fault);
            case "builtins.AttributeError" ->
                NO_METHOD.matcher(message).matches()
                        ? new UnknownMethodException(details, fault)
                        : new OdooServerException(details, fault);
            case "builtins.ValueError" ->
                NO_FIELD.matcher(message).matches()
                        ? new UnknownFieldException(details, fault)
                        : new InvalidRequestException(details, fault);
            case "builtins.KeyError" ->
                isFieldOf(call, message)
                        ? new UnknownFieldException(details, fault)
                        : new InvalidRequestException(details, fault);
            case "builtins.TypeError",
                    "builtins.AssertionError",
                    "builtins.IndexError",
                    "builtins.OverflowError",
                    "werkzeug.exceptions.UnprocessableEntity",
                    "werkzeug.exceptions.BadRequest",
                    "psycopg2.errors.InvalidTextRepresentation",
                    "psycopg2.errors.InvalidDatetimeFormat",
                    "psycopg2.errors.DatetimeFieldOverflow",
                    "psycopg2.errors.NumericValueOutOfRange",
                    "psycopg2.errors.UndefinedFunction" -> new InvalidRequestException(details, fault);
            default -> new OdooServerException(details, fault);
        };
    }

    /** Whether the database's own error says that there is no such database. A pattern open at both ends would take time with the square of the length. */
    private static boolean saysNoDatabase(String message) {
        String before = "database \"";
        int start = message.indexOf(before);
        return start >= 0 && message.indexOf("\" does not exist", start + before.length()) >= 0;
    }

    private static OdooServerException notFound(CallDetails details, ServerFault fault) {
        if (NO_MODEL.matcher(fault.message()).matches()) {
            return new UnknownModelException(details, fault);
        }
        return NO_METHOD.matcher(fault.message()).matches()
                ? new UnknownMethodException(details, fault)
                : new OdooServerException(details, fault);
    }

    /** Series 19 reports an unknown field in {@code write} as a bare key: is it one of those that were to be written? */
    private static boolean isFieldOf(RpcCall call, String message) {
        String key = message.strip();
        if (key.length() > 1 && key.startsWith("'") && key.endsWith("'")) {
            key = key.substring(1, key.length() - 1);
        }
        return call instanceof RpcCall.OfModel ofModel
                && (hasKey(ofModel.args(), key) || hasKey(ofModel.kwargs().get("vals"), key));
    }

    private static boolean hasKey(@Nullable Object values, String key) {
        if (values instanceof Map<?, ?> map) {
            return map.containsKey(key);
        }
        if (values instanceof List<?> list) {
            for (Object value : list) {
                if (value instanceof Map<?, ?> map && map.containsKey(key)) {
                    return true;
                }
            }
        }
        return false;
    }
}
