/** From hints to signals to the application: the stages, and the threads that drive them. They meet in the store only. */
@NullMarked
package com.powerseller.odoo.provisioning.internal.engine;

import org.jspecify.annotations.NullMarked;
