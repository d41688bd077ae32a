package com.powerseller.odoo.testkit.junit;

import com.powerseller.odoo.testkit.FakeSeed;
import com.powerseller.odoo.testkit.model.NamedBehaviour;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test a fake of its own, which is closed after it: tests share nothing, and may run at the same time. A test, its life cycle methods and the constructor of its
 * class take it as a parameter of type {@code FakeOdoo}; also an {@code OdooClient} that is connected to it, its {@code FakeData}, and its {@code FakeClock}.
 *
 * <pre>{@code
 * @FakeOdooTest(series = "19.0", seeds = Customers.class)
 * class RenewalsTest {
 *     @Test
 *     void renews(FakeOdoo fake, OdooClient odoo) { ... }
 * }
 * }</pre>
 *
 * On a method, it replaces that of the class.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FakeOdooExtension.class)
public @interface FakeOdooTest {
    /** The series to behave as: {@code 16.0}, {@code 17.0}, {@code 18.0} or {@code 19.0}. */
    String series() default "18.0";

    /** The databases; the client is connected to the first. */
    String[] databases() default {"demo"};

    /** The time at which the fake's clock stands, such as {@code 2026-03-01T12:00:00Z}; if empty, the clock is the system's, and there is no {@code FakeClock}. */
    String time() default "";

    /** The modules to install that are not Odoo's own: {@code subscription_oca}. */
    String[] modules() default {};

    /** What models of one's own do. Each class has a constructor without parameters. */
    Class<? extends NamedBehaviour>[] models() default {};

    /** The records to start with, in this order. Each class has a constructor without parameters. */
    Class<? extends FakeSeed>[] seeds() default {};
}
