namespace ConductBot.Host.Playground;

/// <summary>
/// The three schools of the playground, one to each policy. Invented, with ids that never change, so that the
/// <c>Schools</c> settings of Development and the playground speak of the same people.
/// </summary>
public static class DemoSchools
{
    /// <summary>The one Entra tenant all three share.</summary>
    public const string TenantId = "1a6b24e2-b6ae-49a9-96f7-7f2f3f139586";

    public static DemoSchool Outwood { get; } = new(
        "ogat-demo",
        "Outwood Demo Academy",
        "ogat",
        TeamId: "19:0cef2d5cb12626db7bcb11138e5ecab8@thread.tacv2",
        GroupId: "2a2664e8-2734-45c8-a9c1-5f501f3763d0",
        ChannelId: "19:80a66adb304b87d13e3a792e631c32fa@thread.tacv2",
        new("teacher", "Tara Teacher", "teacher", "29:1ruNVxLN57L96hCZ46yI6Wa5un7FUOn9IDPGx6hRPH7Ae7K666o9eLETJ", "e3807a94-aa6f-43b6-9e6d-e8feec6aaaff"),
        new("colleague", "Cal Colleague", "colleague", "29:1pU3PPV7U29BDOeGeUGT0AImYs75ce2L7jD7iNDPvpwX0UIpkhytK9e5T", "531802e3-7598-4601-ac2e-c8a70ffcb6a8"),
        new("dsl", "Dana Safeguard", "designated safeguarding lead (DSL)", "29:1dydw7Z0qV77B5stpJ8mKAqwExhGvmqShuZzvhxAaU18F7gaAXAe5CtGp", "258f0a59-caa4-452d-ab58-1db67db5fb80"),
        new("deputy", "Dev Deputy", "deputy DSL", "29:1xAByMzeL4UWPvGXwdbOn5ZV2VePXgyqya1xN6BN2agEWKtyWFgvYjGf4", "35d93067-2416-411d-8d8f-33e18274635e"),
        new("lead", "Hana Head", "headteacher", "29:1KPaC5I0QPsTm20sUCvoo2s0iNMyGD9rxoMqZGqxRjSc8ojE1k2AHIYX3", "f9c945a7-7026-4029-83de-f6eb564150c0"));

    public static DemoSchool Oak { get; } = new(
        "oak-demo",
        "Oak Demo School",
        "oak",
        TeamId: "19:5a011735a00125619ab9b41d8dd18d77@thread.tacv2",
        GroupId: "88bb0658-3e9a-4c75-93c3-cbc7804c4033",
        ChannelId: "19:e307f4aaf78ed87975e578c80654f30a@thread.tacv2",
        new("teacher", "Tara Teacher", "teacher", "29:1whqSsEzujnfxWkOx4ihIzC532zCaMGPlCBeImaUY1mqajGsVawEsDFbm", "2fcfce1d-02ef-4ce7-869e-a72682278f95"),
        new("colleague", "Cal Colleague", "colleague", "29:1v7ZjOGYAhTKbJjRzgsITttMqKO2mmtW6SEfldL34GGPve1krGqDSjOo2", "562495d7-267b-4b79-99ef-de806d68abcf"),
        new("dsl", "Dana Safeguard", "designated safeguarding lead (DSL)", "29:1Hv0lTdCWrzxahRi4nc3swFzfjWoNVZJpO7fbCGOobQ2B3k1S7kow9O8a", "54792346-4bbf-46b2-9502-021abf2385bb"),
        new("deputy", "Dev Deputy", "deputy DSL", "29:1OHQN5EFsi1czeyt1HBmdv1hYn9bZuOIgSnGv5NA8uy0a1qAt76lSzREu", "e2533f2a-d76b-4081-87a3-977181672cb8"),
        new("lead", "Hana Head", "headteacher", "29:1c4XHoWcHUuGyPASHPv5xLInti0AydgP5PV4nbmyQI57uQzAvMcGIxpkB", "8f6f62e4-cd95-4080-9914-258323f3e067"));

    public static DemoSchool Embrace { get; } = new(
        "embrace-demo",
        "Embrace Demo Academy",
        "embrace",
        TeamId: "19:9d9e701aafd16d178011bc8475140b1e@thread.tacv2",
        GroupId: "7f01a1d8-a25a-4539-a18b-7f703f6b18b0",
        ChannelId: "19:06917c93f225312ea6f2383bcf6cfeaf@thread.tacv2",
        new("teacher", "Tara Teacher", "teacher", "29:1vJ0fYmj7910o2LDcCZbC0LI0ic0fbfJliEt6Hh4yk8Av5UUYXpW9qcO3", "c7e1af0b-d3a9-47f4-8565-e76fbd846c41"),
        new("colleague", "Cal Colleague", "colleague", "29:1lrUQfI7pR4BW58c5wkjudBxEeJzsnVfpYp5y928iEZVyvyedB3d8aNa1", "da8a926b-e3d8-418a-8e9a-cac8a229b258"),
        new("dsl", "Dana Safeguard", "designated safeguarding lead (DSL)", "29:1SD66iAdvUMtiRTdTpTJjcPjtSywtwa1nYEmTlDV2xMq5Uc8DY9bcSsyD", "d5ee20da-4ed8-4dc8-9c3b-68f5c5257e89"),
        new("deputy", "Dev Deputy", "deputy DSL", "29:125uuvZvGifZwZmhSiNm2Hnkq7CFEZ19fCwaeN6etyAKsfcV4xTtxx7FW", "b3e51c61-c7e9-4108-ace5-a4ae753a8ae1"),
        new("lead", "Hana Head", "headteacher", "29:18wgydf4MBqjIsyrNxxP4poxiCjMr5jvJhdLcZQbLF12sTCBoKgsJS6Xy", "317c4b47-0691-4d40-aa69-ee705e35239c"));

    public static IReadOnlyList<DemoSchool> All { get; } = [Outwood, Oak, Embrace];
}
