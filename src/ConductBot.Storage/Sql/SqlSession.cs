using System.Data.Common;

namespace ConductBot.Storage;

/// <summary>A connection for as long as one thing takes. Without <see cref="CommitAsync"/> a transaction is rolled back.</summary>
/// <param name="giveBack">What becomes of the connection.</param>
internal sealed class SqlSession(DbConnection connection, DbTransaction? transaction, SqlTexts texts, Func<ValueTask> giveBack)
    : IAsyncDisposable
{
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(
        string statement, IEnumerable<(string Name, object? Value)> parameters, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(
        string statement,
        IEnumerable<(string Name, object? Value)> parameters,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken)
    {
        await using var command = Command(statement, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Not to be cancelled: half-way through nobody could say whether it happened.</summary>
    public Task CommitAsync() => transaction!.CommitAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }
        }
        finally
        {
            await giveBack();
        }
    }

    private DbCommand Command(string statement, IEnumerable<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = texts[statement];
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
