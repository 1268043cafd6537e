import type { CompoundId, HouseId, ResidentId } from '../../shared/ids.ts';
import type { NumberWatch } from '../identity/index.ts';
import type { NumberAnswer, NumberQuestion } from './number-question.ts';

/** The numbers that households are asked about. */
export interface NumberQuestionStore extends NumberWatch {
  listOfHouse(house: HouseId): Promise<readonly NumberQuestion[]>;
  listOfCompound(compound: CompoundId): Promise<readonly NumberQuestion[]>;
  /**
   * Answers the question that was asked at `since`: the number speaks for the resident again, or
   * is taken off them and its sign-in ends. All of it or nothing, by the first who answers.
   * @returns `gone` where nobody is asked that any more
   */
  answer(
    resident: Pick<NumberQuestion, 'residentId' | 'houseId'>,
    since: number,
    answer: NumberAnswer,
  ): Promise<'answered' | 'gone'>;
  /** Whether the number still waits for the residents named. */
  stillWait(question: {
    readonly accountId: NumberQuestion['accountId'];
    readonly residentIds: readonly ResidentId[];
  }): Promise<boolean>;
}
