// An application as it is written for a server of its own; serverless-http makes a handler of it.
const express = require('express');
const serverless = require('serverless-http');

const app = express();
app.use(express.json());
const songs = new Map([['1', { id: '1', title: 'Blue Train' }]]);

app.get('/songs', (request, response) => response.json([...songs.values()]));
app.get('/songs/:id', (request, response) => {
  const song = songs.get(request.params.id);
  song ? response.json(song) : response.status(404).json({ error: 'no such song', query: request.query });
});
app.post('/songs', (request, response) => {
  const song = { id: String(songs.size + 1), title: request.body.title };
  songs.set(song.id, song);
  response.cookie('last', song.id).status(201).location(`/songs/${song.id}`).json(song);
});
app.get('/broken', () => { throw new Error('on purpose'); });

exports.handler = serverless(app);
