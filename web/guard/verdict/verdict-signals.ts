import { isSaid, NOTES, type Note, REST_MS, vibrationOf, volumeAt } from './signal-plan.ts';
import type { ShownVerdict } from './verdict-screen.ts';

type HeardVerdict = Pick<ShownVerdict, 'outcome' | 'reason' | 'at'>;

export interface Signals {
  /** Browsers give sound only after a tap; call it in one. */
  unlock(): void;
  /** Whether a verdict would be heard. */
  audible(): boolean;
  /** @param spoken what is said beside the sound, in the language of this tag */
  signal(verdict: HeardVerdict, spoken: string, language: string): void;
}

/** Sound, speech and vibration, each used where the phone has it and never needed. */
export function openSignals(): Signals {
  let audio: AudioContext | undefined;
  return {
    unlock() {
      if (typeof AudioContext !== 'function') return;
      audio ??= new AudioContext();
      // Refused without a tap: the page goes on saying that sound is off.
      audio.resume().catch(() => undefined);
    },
    audible: () => typeof AudioContext !== 'function' || audio?.state === 'running',
    signal({ outcome, reason, at }, spoken, language) {
      const volume = volumeAt(at);
      if (audio?.state === 'running') play(audio, NOTES[outcome], volume);
      if (isSaid(reason)) speak(spoken, language, volume);
      const wasTapped = navigator.userActivation?.hasBeenActive ?? true;
      if ('vibrate' in navigator && wasTapped) navigator.vibrate(vibrationOf(outcome));
    },
  };
}

function play(audio: AudioContext, notes: readonly Note[], volume: number): void {
  let at = audio.currentTime;
  for (const { hertz, ms } of notes) {
    const end = at + ms / 1000;
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    // A triangle keeps a low note audible on a phone's small speaker.
    tone.type = 'triangle';
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, at);
    loudness.gain.linearRampToValueAtTime(volume, at + 0.01);
    loudness.gain.setValueAtTime(volume, end - 0.03);
    loudness.gain.linearRampToValueAtTime(0, end);
    tone.connect(loudness).connect(audio.destination);
    tone.start(at);
    tone.stop(end);
    at = end + REST_MS / 1000;
  }
}

function speak(words: string, language: string, volume: number): void {
  if (!('speechSynthesis' in window)) return;
  window.speechSynthesis.cancel();
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.lang = language;
  utterance.volume = volume;
  utterance.rate = 1.15;
  window.speechSynthesis.speak(utterance);
}
