/** Where thresholds come from. Data sets are named by the first 12 digits of the sha256 of the file that was measured. */
export const sources = {
  losLoop:
    'measured by measure-real.mjs on a week of Los Angeles loop detectors (T-GCN los_speed.csv, sha256 7b732d86ae32; DCRNN links, sha256 36f5e6f15869)',
  tetouan: 'measured by measure-real.mjs on a year of Tetouan load (UCI 849, sha256 604d7837b4f2)',
  newYork:
    'measured by measure-real.mjs on New York crime 2014-2015 (NYC_Crime.zip of ST-HSL, sha256 ed147db0acb2)',
  manual1997: 'Highway Capacity Manual 1997, ch. 3: speed constant to 1,300 pc/h/lane, capacity 2,400',
  trafficFlow:
    'Treiber and Kesting, Traffic Flow Dynamics (2013), ch. 4: congested branch, flow falls as density rises',
  waves:
    'Zielke, Bertini and Treiber (2008): 14 km/h (UK), 16 (Germany), 19-20 (US); by measure-real.mjs 18.25 in Los Angeles (sha256 7b732d86ae32)',
  smoothing:
    'Treiber and Helbing (2002), adaptive smoothing: in free traffic perturbations move with the vehicles, c_free about 0.8 of the free speed',
  freewayHandbook:
    'FHWA Freeway Management and Operations Handbook, fig. 1-3: peaks near 8 and 18 h, trough between',
  queueing:
    'deterministic queueing: delay grows with the square of duration (Knoop, Stochastic Incident Duration), so the second half of a blockage costs 3 times the first',
  vShape:
    'V with its turn at 12-22 °C: Moral-Carcedo and Vicéns-Otero (2005) 15.4, Bessec and Fouquau (2008) 16.1, Valor et al. (2001) 18, Henley and Peirson (1997)',
  knox: 'Knox (1964); Johnson et al. (2007) find near repeats of burglary in five countries',
  loopQuality:
    'Chen, Kwon and Varaiya, The quality of loop data and the health of California freeway loop detectors: a healthy district loses below 10 %, the best one loses 22 %; most of it in outages of weeks, few samples received are bad',
  loopHealth:
    'Rajagopal and Varaiya, Health of California Loop Detector System (UCB-ITS-PRR-2007-13): 25,000 loops share 8,000 stations and their links',
} as const;
