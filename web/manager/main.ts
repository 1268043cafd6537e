import '../kit/schemas-without-eval.ts';
import './app/manager.css';

// Schemas are made when their modules load: those of this page's parts load after they are told how.
void import('./app/start.ts').then(({ start }) => start());
