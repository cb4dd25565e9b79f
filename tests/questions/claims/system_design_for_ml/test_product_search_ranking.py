def test_cores_for_trees() -> None:
    r"""$5{,}000 \times 10$ ms $= 50$ cores busy"""
    assert round(5_000 * 1_000 * 10e-6) == 50


def test_operations_of_the_cross_encoder() -> None:
    r"""$2 \times 10.7\text{M} \times 96 = 2.05$ GFLOP per pair, 103 per query of 50"""
    pair = 2 * 10.7e6 * 96
    assert round(pair / 1e9, 2) == 2.05
    assert round(50 * pair / 1e9) == 103
    assert round(5_000 * 50 * pair / 1e12) == 514


def test_parameters_of_six_layers_of_384() -> None:
    """10.7 M encoder parameters"""
    d, inner = 384, 4 * 384
    layer = 4 * (d * d + d) + (d * inner + inner) + (inner * d + d) + 4 * d  # attention, two dense layers, two norms
    assert abs(6 * layer / 10.7e6 - 1) < 0.01


def test_gpus() -> None:
    """13 GPUs busy, 22 at 60% utilisation"""
    busy = 514 / 40
    assert round(busy) == 13
    assert -(-busy // 0.6) == 22


def test_vectors() -> None:
    r"""$80\text{M} \times 256$ dimensions in int8 $= 20.5$ GB"""
    assert round(80e6 * 256 / 1e9, 1) == 20.5


def test_judgements() -> None:
    r"""400,000 judgements; at an assumed \$0.05 each \$20,000"""
    assert 20_000 * 20 == 400_000
    assert round(400_000 * 0.05) == 20_000


def test_budget() -> None:
    """retrieval 60, features 30, trees 15, cross-encoder 40, filters and assembly 15; margin 120"""
    assert 300 - (20 + 60 + 30 + 15 + 40 + 15) == 120
