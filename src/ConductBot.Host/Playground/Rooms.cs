namespace ConductBot.Host.Playground;

/// <summary>The demo schools with what has been said in each.</summary>
internal sealed class Rooms
{
    private readonly Dictionary<string, Transcript> transcripts = [];
    private readonly IReadOnlyList<DemoSchool> schools;

    public Rooms(PlaygroundOptions options)
    {
        schools = options.Schools;
        Ids = new MessageIds(options.Time);
        foreach (var school in schools)
        {
            var transcript = new Transcript(new TranscriptFile(Path.Combine(options.StateFolder, $"playground-{school.Id}.json")));
            transcripts.Add(school.Id, transcript);
            if (transcript.LastId is { } last)
            {
                Ids.StartAfter(last);
            }
        }
    }

    public MessageIds Ids { get; }

    public Transcript this[DemoSchool school] => transcripts[school.Id];

    public DemoSchool? School(string id) => schools.FirstOrDefault(school => school.Id == id);

    public DemoSchool? Team(string teamId) => schools.FirstOrDefault(school => school.TeamId == teamId);

    /// <summary>The place with that conversation id, if Teams would know it: a thread must have a first message.</summary>
    public Place? Find(string conversationId)
    {
        var place = Place.Find(schools, conversationId);

        return place?.Thread is null || this[place.School].Find(place.Thread)?.Thread == place.Thread ? place : null;
    }
}
