/** Why there is no picture; the page has words and a way out for each. */
export const CAMERA_TROUBLES = ['refused', 'absent', 'busy', 'insecure'] as const;
export type CameraTrouble = (typeof CAMERA_TROUBLES)[number];

/** 2.5 camera pixels a module are needed: a 55 mm code 30 cm away has them only at this size. */
const ASKED_WIDTH = 1920;
const ASKED_HEIGHT = 1080;

export type Camera = {
  readonly stream: MediaStream;
  /** Names the lens in use, where the browser tells. */
  readonly lens: string | undefined;
  readonly hasTorch: boolean;
  setTorch(on: boolean): Promise<void>;
  /** Called once when the picture is taken away: unplugged, or by another program. */
  onLost(listener: () => void): void;
  close(): void;
};

/**
 * Opens the lens chosen before, or else the one that looks away from the guard.
 * @param lens a device id; one that is gone is passed over
 */
export async function openCamera(lens: string | undefined): Promise<Camera | CameraTrouble> {
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices === undefined) return 'insecure';
  const size = { width: { ideal: ASKED_WIDTH }, height: { ideal: ASKED_HEIGHT } };
  const outward = { ...size, facingMode: 'environment' };
  try {
    if (lens === undefined) return cameraOf(await open(devices, outward));
    const chosen = await open(devices, { ...size, deviceId: { exact: lens } }).catch((error) => {
      if (troubleOf(error) === 'absent') return open(devices, outward);
      throw error;
    });
    return cameraOf(chosen);
  } catch (error) {
    return troubleOf(error);
  }
}

const open = (devices: MediaDevices, video: MediaTrackConstraints): Promise<MediaStream> =>
  devices.getUserMedia({ audio: false, video });

function cameraOf(stream: MediaStream): Camera | CameraTrouble {
  const [track] = stream.getVideoTracks();
  if (track === undefined) return 'absent';
  keepInFocus(track);
  return {
    stream,
    lens: track.getSettings().deviceId,
    hasTorch: 'torch' in capabilitiesOf(track),
    async setTorch(on) {
      await track.applyConstraints({ advanced: [torchSetting(on)] });
    },
    onLost(listener) {
      track.addEventListener('ended', listener, { once: true });
    },
    close() {
      for (const one of stream.getTracks()) one.stop();
    },
  };
}

/** The lenses of this phone, to step through. Empty before the camera was ever permitted. */
export async function listLenses(): Promise<string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === 'videoinput' && device.deviceId !== '')
    .map((device) => device.deviceId);
}

function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
  return 'busy';
}

// Older engines have a camera but cannot say what it can do.
const capabilitiesOf = (track: MediaStreamTrack): object =>
  typeof track.getCapabilities === 'function' ? track.getCapabilities() : {};

// `torch` and `focusMode` are from the Image Capture extension, which the types do not know.
const torchSetting = (torch: boolean): MediaTrackConstraintSet => {
  const setting: MediaTrackConstraintSet & { torch: boolean } = { torch };
  return setting;
};

function keepInFocus(track: MediaStreamTrack): void {
  if (!('focusMode' in capabilitiesOf(track))) return;
  const setting: MediaTrackConstraintSet & { focusMode: string } = { focusMode: 'continuous' };
  // A lens that cannot do it keeps the focus it has.
  track.applyConstraints({ advanced: [setting] }).catch(() => undefined);
}
