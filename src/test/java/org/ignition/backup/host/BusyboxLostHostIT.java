package org.ignition.backup.host;

/** What goes wrong on the way to a host such as Alpine's. */
class BusyboxLostHostIT extends LostHostIT {

  @Override
  HostPrograms programs() {
    return HostPrograms.BUSYBOX;
  }
}
