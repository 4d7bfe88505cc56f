/** Whether the drill-down of a place is drawn large, to be read from two metres: over the map, which stays as it is beneath. */
class LargeForm {
  #isOn = $state(false);

  get isOn(): boolean {
    return this.#isOn;
  }

  toggle(): void {
    this.#isOn = !this.#isOn;
  }

  leave(): void {
    this.#isOn = false;
  }
}

export const largeForm = new LargeForm();
