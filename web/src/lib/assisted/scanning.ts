import { codeIn } from '$lib/badges/code';

/** What reads QR pictures in some browsers (Shape Detection API); it has no types of its own yet. */
interface Detector {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

type DetectorKind = new (options: { formats: readonly string[] }) => Detector;

/** Between two looks at the picture. */
const looksEveryMs = 200;

function detectorKind(): DetectorKind | undefined {
  return (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
}

/** Whether a camera can read codes here: the browser reads QR pictures, and gives the page a camera, as it does over https alone. */
export function canScan(): boolean {
  return detectorKind() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined;
}

/**
 * Shows what the camera sees until it reads the code of a badge or a slip, or `over` is aborted: then there is none. Rejects where
 * there is no camera, or none that may be used.
 */
export async function scan(video: HTMLVideoElement, over: AbortSignal): Promise<string | undefined> {
  const Kind = detectorKind();
  if (!Kind) return undefined;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  try {
    if (over.aborted) return undefined;
    video.srcObject = stream;
    await video.play();
    return await read(new Kind({ formats: ['qr_code'] }), video, over);
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

async function read(detector: Detector, video: HTMLVideoElement, over: AbortSignal): Promise<string | undefined> {
  while (!over.aborted) {
    const seen = await detector.detect(video);
    const code = seen.flatMap(({ rawValue }) => codeIn(rawValue) ?? []).at(0);
    if (code !== undefined) return code;
    await new Promise((resolve) => setTimeout(resolve, looksEveryMs));
  }
  return undefined;
}
