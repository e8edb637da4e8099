package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.PushedReadings;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.metering.MeterRegister;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.metering.RegisterReading;
import com.betterfleet.oscp.testkit.meter.MeterSourceContract;
import java.util.List;

/** The library's own helper keeps the contract of meters; it cannot be broken, so that test is skipped. */
class PushedReadingsContractTest extends MeterSourceContract {
    private PushedReadings meters = new PushedReadings();

    @Override
    protected MeterSource freshSource() {
        meters = new PushedReadings();
        return meters;
    }

    @Override
    protected void meters(GroupRef group, List<MeterRegister> registers) {
        meters.declare(group, registers);
    }

    @Override
    protected void tell(GroupRef group, MeterRegister register, RegisterReading reading) {
        meters.push(group, register, reading);
    }

    @Override
    protected boolean countsExport() {
        return true;
    }

    @Override
    protected boolean tellsQuality() {
        return true;
    }
}
