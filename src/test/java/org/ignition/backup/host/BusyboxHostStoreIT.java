package org.ignition.backup.host;

/** A folder of a host such as Alpine's. */
class BusyboxHostStoreIT extends HostStoreIT {
  BusyboxHostStoreIT() {
    super(HostPrograms.BUSYBOX);
  }
}
