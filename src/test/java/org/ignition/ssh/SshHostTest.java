package org.ignition.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ignition.failure.InputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts as configurations name them. */
class SshHostTest {

  @ParameterizedTest
  @CsvSource({
    "deploy@shop.example, deploy, shop.example, 22, deploy@shop.example",
    "deploy@shop.example:22, deploy, shop.example, 22, deploy@shop.example",
    "deploy@shop.example:2222, deploy, shop.example, 2222, deploy@[shop.example]:2222",
    "a.b-c@10.0.0.1:65535, a.b-c, 10.0.0.1, 65535, a.b-c@[10.0.0.1]:65535",
    "root@[2001:db8::1]:2222, root, 2001:db8::1, 2222, root@[2001:db8::1]:2222",
  })
  void readsUserHostAndPort(String text, String user, String host, int port, String shown) {
    assertEquals(new SshHost(user, host, port), SshHost.parse(text));
    assertEquals(shown, SshHost.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example",
        "@shop.example",
        "deploy@",
        "deploy@-oProxyCommand=id",
        "-l@shop.example",
        "deploy@shop example",
        "deploy@shop.example:0",
        "deploy@shop.example:65536",
        "deploy@shop.example:22:22",
        "deploy@2001:db8::1",
        "deploy@shop.example\nnext",
        "de ploy@shop.example",
        "a@b@c",
      })
  void refusesWhatIsNone(String text) {
    assertThrows(InputException.class, () -> SshHost.parse(text));
  }
}
