package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Series;

/** What the nodes of a domain mean for the records of a model. Series 19 reads domains in another way than those before it. */
public interface Conditions {
    /** Those of the database's series. */
    static Conditions on(Environment environment, FakeModel model) {
        return environment.series().atLeast(Series.V19)
                ? new ConditionsSince19(environment, model)
                : new ConditionsBefore19(environment, model);
    }

    /**
     * Which records a domain matches.
     *
     * @throws com.powerseller.odoo.testkit.internal.orm.PythonException if something is wrong with the domain
     */
    Condition of(Domain.Node node);
}
