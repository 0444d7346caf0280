"""The part of compare-with-aiconfigurator that runs in aiconfigurator's own Python.

  search_with_aiconfigurator.py QUESTION ANSWER

QUESTION is JSON, the arguments of aiconfigurator's cli_default; ANSWER the file that its times, counts and figures
are written to. Its search is called once and timed, as it comes. Then the same searches run again, with counters
around the functions that they call, which costs them less than a hundredth of their time.
"""

import json
import pathlib
import sys
import time

from aiconfigurator.cli import cli_default


class Stopwatch:
    """Seconds that passed, and those of the processor, since it was made."""

    def __init__(self):
        self.start = time.perf_counter(), time.process_time()

    def read(self):
        return [time.perf_counter() - self.start[0], time.process_time() - self.start[1]]


class Counters:
    """Counts what the searches of one process ask for, each thing once.

    A search runs for each of some 75 limits on the time per token, and asks for most points again each time, out of a
    cache; hence sets. A version that has moved these functions isn't counted.
    """

    def __init__(self):
        self.aggregated = set()
        self.workers = set()
        # Pairs of a prefill and a decode worker, with how many numbers of each are allowed.
        self.pairs = {}
        self.is_counting = False
        try:
            from aiconfigurator.sdk import sweep
            self.agg, self.worker = sweep.predict_agg_worker, sweep.predict_disagg_worker
            self.match = sweep._find_best_disagg_under_constraint
        except (ImportError, AttributeError):
            return
        sweep.predict_agg_worker, sweep.predict_disagg_worker = self.count_agg, self.count_worker
        sweep._find_best_disagg_under_constraint = self.count_matches
        self.is_counting = True

    def count_agg(self, **arguments):
        self.aggregated.add((*point(arguments), arguments["ctx_tokens"]))
        return self.agg(**arguments)

    def count_worker(self, **arguments):
        self.workers.add((*point(arguments), arguments["role"]))
        return self.worker(**arguments)

    def count_matches(self, **arguments):
        inner, allowed = arguments["match_workers"], arguments["num_gpu_set"]
        numbers = [(p, d) for p in arguments["prefill_num_worker_list"] for d in arguments["decode_num_worker_list"]]

        def matched(**pair):
            key = tuple(pair.values())
            if key not in self.pairs:
                sizes = (p * pair["prefill_gpus"] + d * pair["decode_gpus"] for p, d in numbers)
                self.pairs[key] = sum(not allowed or size in allowed for size in sizes)
            return inner(**pair)

        return self.match(**{**arguments, "match_workers": matched})

    def read(self):
        if not self.is_counting:
            return {}
        return {
            "costed": len(self.aggregated) + len(self.workers),
            "weighed": len(self.aggregated) + sum(self.pairs.values())}


def point(arguments):
    """What the step model is asked for: a parallelism and a batch."""
    config = arguments["model"].config
    return (
        config.tp_size, config.pp_size, config.attention_dp_size, config.moe_tp_size, config.moe_ep_size,
        arguments["runtime_config"].batch_size)


def describe(mode, row):
    """The best deployment of one mode: its figures, and in words what it is."""
    if mode.startswith("disagg"):
        words = " + ".join(f"{row[f'({p})workers']} × {row[f'({p})parallel']} batch {row[f'({p})bs']}" for p in "pd")
    else:
        words = f"{row['parallel']} batch {row['bs']}"
    return {
        "deployment": words, "perAccelerator": float(row["tokens/s/gpu_cluster"]),
        "perUser": float(row["tokens/s/user"]), "ttft": float(row["ttft"]), "tpot": float(row["tpot"])}


def main():
    call = Stopwatch()
    result = cli_default(**json.loads(sys.argv[1]))
    called = call.read()
    counters = Counters()
    search = Stopwatch()
    kept = sum(len(task.run()) for task in result.tasks.values())
    searched = search.read()
    front = [
        [float(row["tokens/s/user"]), float(row["tokens/s/gpu_cluster"])]
        for rows in result.pareto_fronts.values() for _, row in rows.iterrows()]
    best = {mode: describe(mode, rows.iloc[0]) for mode, rows in result.best_configs.items() if len(rows)}
    pathlib.Path(sys.argv[2]).write_text(json.dumps({
        "API call": called, "search again": searched, "kept": kept, "front": front, "best": best, **counters.read()}))


if __name__ == "__main__":
    main()
