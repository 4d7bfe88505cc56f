import { app } from 'electron';
import { startApplication } from './app/start-application.ts';

startApplication(app);
