"""Libraries that wait until they are used are, once used, what they are without waiting."""

import subprocess
import sys

import pytest

GIVEN = {
    "a name that nobody waited for": "assert later.read_csv is __import__('pandas').read_csv",
    "a type before it is loaded": "assert not isinstance([], later.DataFrame); assert 'pandas' not in sys.modules",
    "a type after it is loaded": "import pandas; assert isinstance(pandas.DataFrame(), later.DataFrame)",
    "what is no part of it": "assert getattr(later, 'no_such_name', None) is None",
    "what Python asks of a module": "assert not hasattr(later, '__path__'); assert 'pandas' not in sys.modules",
}


def run_alone(code: str) -> None:
    """Run code in a process in which nothing is loaded yet."""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("then", GIVEN.values(), ids=GIVEN)
def test_a_library_is_loaded_when_something_of_it_is_used_and_not_before(then: str) -> None:
    run_alone(
        "import sys\n"
        "from geodata.loaded_later import loaded_later\n"
        "with loaded_later('pandas'):\n"
        "    import pandas as later\n"
        "    import pandas as again\n"
        "assert later is again and 'pandas' not in sys.modules\n" + then
    )


def test_a_library_that_is_there_already_stays() -> None:
    run_alone(
        "import pandas, sys\n"
        "from geodata.loaded_later import loaded_later\n"
        "with loaded_later('pandas'):\n"
        "    import pandas as later\n"
        "assert later is pandas is sys.modules['pandas']\n"
    )


def test_it_can_be_used_while_another_still_loads() -> None:
    run_alone(
        "import sys\n"
        "from geodata.loaded_later import loaded_later\n"
        "with loaded_later('pandas'):\n"
        "    import pandas as later\n"
        "    assert later.DataFrame({'a': [1]}).shape == (1, 1) if later.read_csv else None\n"
        "assert sys.modules['pandas'].DataFrame is later.DataFrame\n"
    )


def test_the_solver_and_folium_still_take_tables() -> None:
    run_alone(
        "from optimizer.cp_sat_model import cp_model\n"
        "from maps import offline_map\n"
        "import pandas as pd\n"
        "made = cp_model.CpModel().new_bool_var_series('x', pd.Index(['a', 'b']))\n"
        "assert isinstance(made, pd.Series) and list(made.index) == ['a', 'b']\n"
        "line = offline_map.folium.PolyLine(pd.DataFrame([[52.0, 5.0], [52.1, 5.1]]))\n"
        "assert [list(each) for each in line.locations] == [[52.0, 5.0], [52.1, 5.1]]\n"
        "assert 'openstreetmap' in offline_map.folium.TileLayer('OpenStreetMap').tiles\n"
    )
