package org.ignition.registry.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ignition.failure.RemoteException;
import org.ignition.image.Descriptor;
import org.ignition.image.Manifest;
import org.ignition.image.MediaType;
import org.junit.jupiter.api.Test;

class FallbackIndexTest {

  private static final Descriptor OURS = Descriptor.of("a/b", "x".getBytes(UTF_8));

  private static FallbackIndex index(String json) {
    return new FallbackIndex(new Manifest(MediaType.OCI_INDEX, json.getBytes(UTF_8)));
  }

  @Test
  void keepsWhatOthersWrote() {
    String before =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",\
        "manifests":[{"mediaType":"m/m","digest":"sha512:abc","size":9007199254740993,\
        "urls":["https://x"],"platform":{"os":"linux","os.version":"1"},"new":[true,null,1.5]}],\
        "annotations":{"k":"v"}}\
        """;
    String ours = new String(index(before).with(OURS).bytes(), UTF_8);
    String added =
        ",{\"mediaType\":\"a/b\",\"digest\":\"" + OURS.digest() + "\",\"size\":1}],\"annotations\"";
    assertEquals(before.replace("],\"annotations\"", added), ours);
  }

  @Test
  void beginsAsEmptyIndex() {
    FallbackIndex one = new FallbackIndex(FallbackIndex.empty().with(OURS));
    assertTrue(one.lists(OURS.digest()));
    assertEquals(1, one.descriptors().size());
  }

  @Test
  void refusesWhatIsNoIndex() {
    assertThrows(RemoteException.class, () -> index("[]").descriptors());
    assertThrows(RemoteException.class, () -> index("{\"manifests\":[1]}").descriptors());
    assertThrows(RemoteException.class, () -> index("<html>").descriptors());
  }
}
