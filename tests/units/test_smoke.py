from luoshi.units import queries
def test_all(place, calendar, actors, people, city_units, client_as):
    assert [a.name for a in actors]
    assert queries.match("云州市发展改革委") == city_units.reform
    assert client_as(people.staff).get("/healthz").content == b"ok"
