import { purposes } from './purposes.ts';

/** Share of trips more or less in steady rain: who walks and cycles to work takes the car, errands wait. */
const shifts = { 'to-work': 0.03, 'from-work': 0.03, errands: -0.08, freight: 0, through: -0.02 } as const;

/** Changes trip shares in place. @param rain mm/h */
export function rainShift(shares: Float64Array, rain: number): void {
  if (rain <= 0) return;
  const strength = Math.min(1, rain / 2);
  for (const [index, purpose] of purposes.entries())
    shares[index] = (shares[index] ?? 0) * (1 + shifts[purpose] * strength);
}
